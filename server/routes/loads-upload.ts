import { readFile } from 'node:fs/promises';
import type { Request } from 'express';
import { recordAudit } from '../access/audit.ts';
import { HttpError } from '../http-error.ts';
import { modeOf } from '../imports/manifest.ts';
import type { ManifestDefaults } from '../imports/manifest.ts';
import type { RuleId } from '../imports/rules.ts';
import { partBytes } from '../loads/upload-file.ts';
import type { Part, Upload } from '../loads/uploads.ts';
import { refuseBusy } from '../loads/uploads.ts';
import { beginCheck, beginLoad, confirmable, rejectsFile } from '../loads/work.ts';
import type { LoadParts } from '../loads/work.ts';
import { bodyOf, flagOf, onlyKeys, smallBody, textOf, textsOf } from './body.ts';
import type { Body } from './body.ts';
import { sendRejects } from './loads-rejects.ts';
import type { GuardedRoute } from './route.ts';

/** An upload as the page sees it. */
export function uploadState({ id, files, said, checked, job }: Upload) {
  return {
    id,
    partBytes,
    files: files.map(({ name, size, got }) => ({ name, size, got })),
    said,
    checked,
    job,
  };
}

const uploads = '/loads/uploads';

/** `POST` begins an upload, `PUT .../file` sends a part of a file, then `check` and `load`. */
export function uploadRoutes(parts: LoadParts): GuardedRoute[] {
  const find = (request: Request, viewer: Parameters<GuardedRoute['handle']>[2]): Upload =>
    parts.uploads.find(viewer, String(request.params['upload']));
  return [
    {
      method: 'post',
      path: uploads,
      who: ['admin'],
      async handle(_request, response, viewer) {
        response.status(201).json(uploadState(await parts.uploads.begin(viewer)));
      },
    },
    {
      method: 'get',
      path: `${uploads}/:upload`,
      who: ['admin'],
      handle: (request, response, viewer) => void response.json(uploadState(find(request, viewer))),
    },
    {
      method: 'put',
      path: `${uploads}/:upload/file`,
      who: ['admin'],
      async handle(request, response, viewer) {
        const upload = find(request, viewer);
        response.json({ got: await parts.uploads.write(upload, partOf(request), request) });
      },
    },
    {
      method: 'post',
      path: `${uploads}/:upload/remove`,
      who: ['admin'],
      limits: [smallBody],
      async handle(request, response, viewer) {
        const upload = find(request, viewer);
        const body = bodyOf(request);
        onlyKeys(body, ['name']);
        await parts.uploads.remove(upload, textOf(body, 'name', 200));
        response.json(uploadState(upload));
      },
    },
    {
      method: 'delete',
      path: `${uploads}/:upload`,
      who: ['admin'],
      async handle(request, response, viewer) {
        const upload = find(request, viewer);
        refuseBusy(upload);
        await parts.uploads.discard(upload);
        await recordAudit(parts.database, { action: 'load', viewer, detail: 'given up' });
        response.status(204).end();
      },
    },
    {
      method: 'post',
      path: `${uploads}/:upload/check`,
      who: ['admin'],
      limits: [smallBody],
      handle(request, response, viewer) {
        const upload = find(request, viewer);
        refuseBusy(upload);
        const body = bodyOf(request);
        onlyKeys(body, [...sayable, 'confirm']);
        response
          .status(202)
          .json(beginCheck(parts, viewer, upload, saidIn(body), confirmedIn(body)));
      },
    },
    {
      method: 'get',
      path: `${uploads}/:upload/rejects.csv`,
      who: ['admin'],
      async handle(request, response, viewer) {
        const upload = find(request, viewer);
        if (!upload.checked)
          throw new HttpError('the files have not been checked', 409, {
            wayOut: 'Check them first.',
          });
        const csv = await readFile(rejectsFile(upload), 'utf8').catch(() => '');
        await sendRejects(parts, response, viewer, csv, 'rejects-of-check.csv');
      },
    },
    {
      method: 'post',
      path: `${uploads}/:upload/load`,
      who: ['admin'],
      limits: [smallBody],
      handle(request, response, viewer) {
        const upload = find(request, viewer);
        refuseBusy(upload);
        const body = bodyOf(request);
        onlyKeys(body, ['confirm']);
        response.status(202).json(beginLoad(parts, viewer, upload, confirmedIn(body)));
      },
    },
  ];
}

/** Which part of which file the body is, from the headers. Sizes in bytes. */
function partOf(request: Request): Part {
  const whole = (name: string): number => {
    const text = request.get(name) ?? '';
    if (/^\d{1,12}$/.test(text)) return Number(text);
    throw new HttpError(`wrong or missing header: ${name}; a number of bytes`, 400, {
      wayOut: 'Send files from the page.',
    });
  };
  const declared = Number(request.get('content-length') ?? 0);
  if (declared > partBytes)
    throw new HttpError(`more than ${partBytes} bytes at once`, 413, {
      wayOut: 'Send it in parts.',
    });
  return { name: nameOf(request), size: whole('x-file-size'), offset: whole('x-file-offset') };
}

function nameOf(request: Request): string {
  try {
    return decodeURIComponent(request.get('x-file-name') ?? '');
  } catch {
    throw new HttpError('wrong header: x-file-name', 400, { wayOut: 'Rename the file.' });
  }
}

const sayable = ['source', 'mode', 'demo', 'extractedAt', 'coversFrom', 'coversTo'];

/** What was said about the extract; a key that is not there leaves it to the manifest. */
function saidIn(body: Body): ManifestDefaults {
  const text = (key: string): string | undefined =>
    key in body ? textOf(body, key, 100) : undefined;
  const mode = text('mode');
  const given = {
    source: text('source')?.trim(),
    mode: mode === undefined ? undefined : modeIn(mode),
    demo: 'demo' in body ? flagOf(body, 'demo') : undefined,
    extractedAt: text('extractedAt'),
    coversFrom: text('coversFrom'),
    coversTo: text('coversTo'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function modeIn(text: string): ReturnType<typeof modeOf> {
  try {
    return modeOf(text);
  } catch (failure) {
    throw new HttpError(failure instanceof Error ? failure.message : 'unknown mode', 400, {
      wayOut: 'Choose one of them.',
    });
  }
}

/** Rules whose findings were looked at and let pass. */
function confirmedIn(body: Body): readonly RuleId[] {
  if (!('confirm' in body)) return [];
  return textsOf(body, 'confirm').map((given) => {
    const rule = confirmable.find((each) => each === given);
    if (rule) return rule;
    throw new HttpError(
      `rule cannot be confirmed: ${given}; one of ${confirmable.join(', ')}`,
      400,
      {
        wayOut: 'Correct the files instead.',
      },
    );
  });
}
