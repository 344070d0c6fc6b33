import { parseDate } from './cells/date.ts';
import type { LoadMode, Manifest, ManifestFile } from './extract.ts';

export const manifestName = 'manifest.json';

/** What the command line or the upload page says where there is no manifest, or over it. */
export interface ManifestDefaults {
  readonly source?: string;
  readonly mode?: LoadMode;
  readonly demo?: boolean;
  readonly extractedAt?: string;
  readonly coversFrom?: string;
  readonly coversTo?: string;
}

const modes: readonly LoadMode[] = ['full', 'period', 'delta'];

/** Refuses a mode that does not exist, naming what does. */
export function modeOf(text: string): LoadMode {
  const found = modes.find((mode) => mode === text);
  if (!found) throw new Error(`unknown mode: ${text}; one of ${modes.join(', ')}`);
  return found;
}

/**
 * Reads a manifest. Without one the files are taken as a delta (nothing is ever removed) from the
 * source named on the command line, else from `nhs-reference`.
 * @throws Error naming the field that is wrong
 */
export function parseManifest(text: string | undefined, defaults: ManifestDefaults = {}): Manifest {
  const raw = { ...(text === undefined ? {} : parseJson(text)), ...said(defaults) };
  const optional = <Name extends keyof Manifest>(
    name: Name,
    value: Manifest[Name] | undefined,
  ): Partial<Manifest> => (value === undefined ? {} : { [name]: value });
  return {
    source_system: defaults.source ?? words(raw, 'source_system') ?? 'nhs-reference',
    mode: defaults.mode ?? modeOf(words(raw, 'mode') ?? 'delta'),
    ...optional('source_version', words(raw, 'source_version')),
    ...optional('extracted_at', instant(raw)),
    ...optional('covers_from', day(raw, 'covers_from')),
    ...optional('covers_to', day(raw, 'covers_to')),
    ...optional('mapping_id', words(raw, 'mapping_id')),
    ...optional('pseudonym_scheme', words(raw, 'pseudonym_scheme')),
    ...optional('legal_basis_ref', words(raw, 'legal_basis_ref')),
    ...optional('ndoo_applied', ndoo(raw)),
    ...optional('files', files(raw)),
    demo: defaults.demo ?? flag(raw),
  };
}

type Raw = Readonly<Record<string, unknown>>;

/** What was said over a manifest, under the manifest's own names: it is checked as if it stood there. */
function said({ extractedAt, coversFrom, coversTo }: ManifestDefaults): Raw {
  return {
    ...(extractedAt === undefined ? {} : { extracted_at: extractedAt }),
    ...(coversFrom === undefined ? {} : { covers_from: coversFrom }),
    ...(coversTo === undefined ? {} : { covers_to: coversTo }),
  };
}

function parseJson(text: string): Raw {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new Error(`${manifestName} is not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${manifestName} is not an object`);
  return value as Raw;
}

function words(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || value.length > 500)
    throw new Error(`${manifestName}: ${name} is not a text`);
  return value;
}

function day(raw: Raw, name: string): string | undefined {
  const value = words(raw, name);
  if (value === undefined) return undefined;
  const parsed = parseDate(value).day;
  if (parsed === null) throw new Error(`${manifestName}: ${name} is not a date; yyyy-mm-dd`);
  return parsed;
}

function instant(raw: Raw): string | undefined {
  const value = words(raw, 'extracted_at');
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at))
    throw new Error(`${manifestName}: extracted_at is not an instant; 2026-10-05T06:00:00Z`);
  return new Date(at).toISOString();
}

function ndoo(raw: Raw): Manifest['ndoo_applied'] {
  const value = words(raw, 'ndoo_applied');
  if (value === undefined || value === 'yes' || value === 'no' || value === 'not needed')
    return value;
  throw new Error(`${manifestName}: ndoo_applied is not yes, no or not needed`);
}

function flag(raw: Raw): boolean {
  const value = raw['demo'] ?? false;
  if (typeof value !== 'boolean') throw new Error(`${manifestName}: demo is not true or false`);
  return value;
}

function files(raw: Raw): readonly ManifestFile[] | undefined {
  const value = raw['files'];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new Error(`${manifestName}: files is not a list`);
  return value.map((each: unknown) => {
    const file = (each ?? {}) as Raw;
    const name = words(file, 'name');
    if (name === undefined) throw new Error(`${manifestName}: a file has no name`);
    const sha256 = words(file, 'sha256');
    return sha256 === undefined ? { name } : { name, sha256 };
  });
}
