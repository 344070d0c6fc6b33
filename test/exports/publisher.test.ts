import { strFromU8, unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { metrics, registry } from '#metrics';
import { fileFormats } from '#figure/formats.ts';
import type { FileFormatId } from '#figure/formats.ts';
import type { Figure } from '#figure/figure.ts';
import { answerFigure } from '../../server/answers/answer.ts';
import { offerOf } from '../../server/answers/context.ts';
import { partsOf, xmlOf } from '../../server/export-check/read-back.ts';
import { documentOf } from '../../server/exports/document.ts';
import { makeBytes } from '../../server/exports/make-bytes.ts';
import type { ReportFormat } from '../../server/exports/make-bytes.ts';
import { askingAs, snapshot } from './asked.ts';

/** What XML, JSON, PDF strings and patterns of replacement each have a meaning for. */
const name = 'Walks & “Talks” <Lewisham> "Ltd" (C.I.C.) $& é 🌳';
const product = 'Social prescribing impact';

const { from, to } = offerOf(snapshot).standard;
const cohort = { basis: 'referred', from, to, pcns: 'then', filters: {} } as const;

async function figureBy(publisher?: string | null): Promise<Figure> {
  const asking = { ...askingAs('manager'), ...(publisher === undefined ? {} : { publisher }) };
  const metric = registry(metrics).metricOf('referrals');
  return answerFigure({ metric, by: 'pcn', cohort, purpose: 'file' }, asking);
}

const named = await figureBy(name);

const make = (format: FileFormatId): Promise<Uint8Array> =>
  makeBytes({ kind: 'figure', figure: named, format, size: undefined });

const makeReport = (format: ReportFormat): Promise<Uint8Array> =>
  makeBytes({
    kind: 'report',
    figures: [named, named],
    format,
    document: { ...documentOf(named), title: 'A report' },
  });

/** The words of each element with this name, in the parts of an Office file or in one text. */
const wordsIn = (xml: string | undefined, tag: string): readonly string[] =>
  [...xmlOf(xml ?? '').getElementsByTagName(tag)].map(({ textContent }) => textContent);

/** Creator, last writer and company of an Office file; a workbook inside a chart has no company. */
function propertiesOf(bytes: Uint8Array): readonly string[] {
  const parts = partsOf(bytes);
  const core = parts.get('docProps/core.xml');
  return [
    ...wordsIn(core, 'dc:creator'),
    ...wordsIn(core, 'cp:lastModifiedBy'),
    ...wordsIn(parts.get('docProps/app.xml'), 'Company'),
  ].filter((words) => words !== '');
}

/** The properties of a PDF, and the same once more in its XMP, which must be well-formed. */
async function pdfProperties(bytes: Uint8Array) {
  const xmp = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(Buffer.from(bytes).toString('utf8'))?.[0];
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const { info } = await (await task.promise).getMetadata();
  await task.destroy();
  const { Author, Creator, Producer } = info as Readonly<Record<string, unknown>>;
  const [creator] = wordsIn(xmp, 'dc:creator').map((words) => words.trim());
  return [Author, Creator, Producer, creator, ...wordsIn(xmp, 'pdf:Producer')];
}

describe('who publishes a figure', () => {
  it('is the name given, the product where none is, and no part of its code', async () => {
    const [absent, none] = [await figureBy(), await figureBy(null)];
    expect(named.provenance.publisher).toBe(name);
    expect([absent, none].map(({ provenance }) => provenance.publisher)).toEqual([
      product,
      product,
    ]);
    expect(none.provenance.code).toBe(named.provenance.code);
    expect(absent.provenance.code).toBe(named.provenance.code);
  });

  it.each(['docx', 'pptx', 'xlsx'] as const)('stands in the properties of %s', async (format) => {
    for (const bytes of [await make(format), await makeReport(format)])
      expect(propertiesOf(bytes)).toEqual([name, name, name]);
  });

  it('stands in the workbooks behind the charts of slides', async () => {
    const inner = Object.entries(unzipSync(await make('pptx'))).filter(([path]) =>
      path.endsWith('.xlsx'),
    );
    expect(inner).toHaveLength(1);
    for (const [, bytes] of inner) expect(propertiesOf(bytes)).toEqual([name, name]);
  });

  it('stands in the properties of a PDF, whose XMP is well-formed', async () => {
    for (const bytes of [await make('pdf'), await makeReport('pdf')])
      expect(await pdfProperties(bytes)).toEqual([name, name, name, name, name]);
  });

  it('stands in pictures', async () => {
    const svg = xmlOf(strFromU8(await make('svg')));
    expect(svg.getElementsByTagName('dc:publisher')[0]?.textContent).toBe(name);
    expect(Buffer.from(await make('png')).toString('utf8')).toContain(
      `Author\0\0\0en-GB\0\0${name}`,
    );
  });

  it('stands beside data', async () => {
    const parts = unzipSync(await make('csvw'));
    const [, metadata = new Uint8Array()] =
      Object.entries(parts).find(([path]) => path.endsWith('.json')) ?? [];
    expect(JSON.parse(strFromU8(metadata))).toMatchObject({ 'dc:publisher': name });
    expect(JSON.parse(strFromU8(await make('json')))).toEqual(named);
    expect(Buffer.from(await make('arrow')).toString('utf8')).toContain(JSON.stringify(name));
  });

  it.each(fileFormats.map(({ id }) => id))('leaves no other name in %s', async (format) => {
    const bytes = await make(format);
    const zipped = ['docx', 'pptx', 'xlsx', 'csvw'].includes(format);
    const texts = zipped ? [...partsOf(bytes).values()] : [Buffer.from(bytes).toString('latin1')];
    for (const text of texts) expect(text).not.toContain(product);
  });
});
