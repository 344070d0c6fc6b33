import type { Figure } from '#figure/figure.ts';
import { factsOf } from './figure-facts.ts';
import { draw } from './picture.ts';
import type { Sheet } from './picture.ts';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const dc = 'http://purl.org/dc/elements/1.1/';

/** Dublin Core of a picture, as SVG has it (SVG 2, 5.9): what any program can read of its origin. */
export function pictureMetadata(sheet: Pick<Sheet, 'document'>, figure: Figure): SVGElement {
  const { provenance } = figure;
  const words: readonly (readonly [string, string])[] = [
    ['title', figure.headline],
    ['description', figure.subtitle],
    ['publisher', provenance.publisher],
    ['source', provenance.source],
    ['date', provenance.generatedAt],
    ['identifier', provenance.code],
    ['coverage', figure.cohort.words],
    ['rights', provenance.policyWords],
    ['format', 'image/svg+xml'],
    ['language', 'en-GB'],
    [
      'subject',
      factsOf(figure)
        .map((fact) => `${fact.term}: ${fact.words}`)
        .join(' | '),
    ],
  ];
  const metadata = draw(sheet, 'metadata', {});
  const root = sheet.document.createElementNS(rdf, 'rdf:RDF');
  const about = sheet.document.createElementNS(rdf, 'rdf:Description');
  about.setAttributeNS(rdf, 'rdf:about', '');
  for (const [name, text] of words) {
    const element = sheet.document.createElementNS(dc, `dc:${name}`);
    element.textContent = text;
    about.append(element);
  }
  root.append(about);
  metadata.append(root);
  return metadata;
}
