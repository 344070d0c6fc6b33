import { dateWords } from '#figure/month.ts';
import type { Recipe } from '#figure/recipe.ts';
import { escapeXml } from '../exports/zip.ts';
import type { ReportPart } from './make-report.ts';

const names = { pptx: 'PowerPoint', docx: 'Word', xlsx: 'Spreadsheet', pdf: 'PDF' } as const;

/** Fonts and widths only: the page must read as well without them. */
const style = `body{font:16px/1.5 Arial,Helvetica,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#212b32}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid #d8dde0}`;

/** `my report.pdf` as an address relative to the page. */
const address = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function partRow({ name, cohort, files, figures, missing }: ReportPart): string {
  const links = files
    .map(({ path, format }) => `<a href="${escapeXml(address(path))}">${names[format]}</a>`)
    .join(', ');
  const codes = figures.map(({ figure }) => figure.provenance.code).join(' ');
  return `<tr><th scope="row">${escapeXml(name)}</th><td>${escapeXml(cohort)}</td><td>${
    missing === null ? links : `No file: ${escapeXml(missing)}`
  }</td><td>${codes}</td></tr>`;
}

/** The page that says what an archive of reports holds, for any browser, without a connection. */
export function contentsPage(recipe: Recipe, parts: readonly ReportPart[]): string {
  const figure = parts.flatMap(({ figures }) => figures)[0]?.figure;
  const { provenance } = figure ?? {};
  const facts = provenance
    ? [
        `Source: ${provenance.source}; data version ${provenance.dataVersion}` +
          (provenance.dataTo.cases ? `, cases to ${dateWords(provenance.dataTo.cases)}.` : '.'),
        `Published by: ${provenance.publisher}.`,
        provenance.policyWords,
        ...(provenance.demonstration ? ['Demonstration data: invented people.'] : []),
        'Each figure has a code. The dashboard’s page "Check a figure" takes a code or one of these files and says whether today’s data give the same.',
      ]
    : [];
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(recipe.title)}: contents</title><style>${style}</style></head>
<body><main><h1>${escapeXml(recipe.title)}</h1>
${facts.map((words) => `<p>${escapeXml(words)}</p>`).join('\n')}
<table><caption>Contents</caption>
<thead><tr><th scope="col">Report</th><th scope="col">Who is counted</th><th scope="col">Files</th><th scope="col">Codes of its figures</th></tr></thead>
<tbody>
${parts.map(partRow).join('\n')}
</tbody></table></main></body></html>
`;
}
