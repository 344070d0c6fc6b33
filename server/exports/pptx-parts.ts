import { coreProperties, escapeXml, rezip } from './zip.ts';

export interface ChartParts {
  readonly xml: string;
  readonly workbook: Uint8Array;
}

export interface PresentationParts {
  readonly made: string;
  readonly keywords: string;
  readonly description: string;
  /** In the order of the slides. */
  readonly charts: readonly ChartParts[];
}

const chartName = /(charts\/(?:_rels\/)?chart|Microsoft_Excel_Worksheet)(\d+)/g;
const chartPath = /^ppt\/charts\/chart(\d+)\.xml$/;
const workbookPath = /^ppt\/embeddings\/Microsoft_Excel_Worksheet(\d+)\.xlsx$/;

/** The library counts charts over the life of the process; within a file they are 1, 2, 3. */
function renumberer(paths: readonly string[]): (text: string) => string {
  const numbers = paths
    .flatMap((path) => chartPath.exec(path)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const places = new Map(numbers.map((number, at) => [String(number), at + 1]));
  return (text) =>
    text.replace(chartName, (whole, name: string, number: string) =>
      places.has(number) ? `${name}${places.get(number)}` : whole,
    );
}

/** Speaker notes come as one run with line ends in it: a paragraph for each line. */
function paragraphs(xml: string): string {
  return xml.replace(
    /<a:p><a:r><a:rPr lang="en-GB" dirty="0"\/><a:t>([^<]*\n[^<]*)<\/a:t><\/a:r>(<a:endParaRPr[^>]*\/>)?<\/a:p>/g,
    (_whole, words: string) =>
      words
        .split('\n')
        .map((line) =>
          line === ''
            ? '<a:p><a:endParaRPr lang="en-GB"/></a:p>'
            : `<a:p><a:r><a:rPr lang="en-GB"/><a:t>${line}</a:t></a:r></a:p>`,
        )
        .join(''),
  );
}

/** The library says how a paragraph is set again before each of its runs; it is said once, first. */
function onceEach(xml: string): string {
  return xml.replace(/<\/a:r><a:pPr\b[^>]*?(?:\/>|[^/]>.*?<\/a:pPr>)/gs, '</a:r>');
}

/** Tables say their first row is a heading, and what they are. */
function tables(xml: string): string {
  return xml
    .replace(/<a:tblPr(\s[^>]*)?\/>/g, '<a:tblPr firstRow="1"/>')
    .replace(
      /(<p:graphicFrame[^>]*>\s*<p:nvGraphicFramePr>\s*<p:cNvPr id="\d+" name="(Table: [^"]*)")(\s*\/?>)/g,
      (_whole, start: string, name: string, end: string) => `${start} descr="${name}"${end}`,
    );
}

/** The list of notes masters stands before the slides (ISO 29500-1, 19.2.1.26). */
function mastersFirst(xml: string): string {
  const notes = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(xml)?.[0] ?? '';
  return xml.replace(notes, '').replace('</p:sldMasterIdLst>', `</p:sldMasterIdLst>${notes}`);
}

function core(xml: string, parts: PresentationParts): string {
  const more = `<dc:description>${escapeXml(parts.description)}</dc:description><cp:keywords>${escapeXml(parts.keywords)}</cp:keywords>`;
  return coreProperties(xml, parts.made).replace(
    '</cp:coreProperties>',
    `${more}</cp:coreProperties>`,
  );
}

/**
 * Puts our charts and their workbooks in place of the stand-ins, sets language, times and
 * descriptions, and writes the archive with one time on all its parts.
 */
export function finishPresentation(archive: Uint8Array, parts: PresentationParts): Uint8Array {
  const paths: string[] = [];
  rezip(archive, parts.made, (path) => {
    paths.push(path);
    return null;
  });
  const renumber = renumberer(paths);
  return rezip(
    archive,
    parts.made,
    (path, text, bytes) => {
      const place = renumber(path);
      const chart = chartPath.exec(place)?.[1];
      if (chart) return parts.charts[Number(chart) - 1]?.xml ?? null;
      const workbook = workbookPath.exec(place)?.[1];
      if (workbook) return parts.charts[Number(workbook) - 1]?.workbook ?? null;
      if (path === 'docProps/core.xml') return core(text(), parts);
      if (!/\.(xml|rels)$/.test(path)) return bytes;
      const xml = renumber(text()).replaceAll('en-US', 'en-GB').replaceAll(' altLang="en-GB"', '');
      if (path === 'ppt/presentation.xml') return mastersFirst(xml);
      if (path.startsWith('ppt/notesSlides/')) return paragraphs(xml);
      return path.startsWith('ppt/slides/') ? tables(onceEach(xml)) : xml;
    },
    renumber,
  );
}
