import { readdirSync, readFileSync } from 'node:fs';
import { syllable } from 'syllable';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { metrics } from '#metrics';
import { glossary } from '../../client/pages/glossary.ts';
import { tours } from '../../client/tour/steps.ts';

/** The grade of American schools plus five is the age in years. */
const oldest = 14;

/** Names no plainer word can stand for; a reader takes each as one known thing. */
const names = [
  /Public Sector Bodies[^.]*Regulations 2018|Equality Advisory and Support Service/g,
  /Web Content Accessibility Guidelines 2\.2|Office for [A-Z][\w ]*|National Statistics/g,
  /Improvement and Disparities|Open Government Licence v3\.0/g,
];

/** Words of the work itself, which every reader uses daily: each counts as two syllables. */
const trade =
  /^(referral|practice|appointment|administrator|deprivation|wellbeing|prescribing)s?$/i;

const syllablesOf = (word: string): number => (trade.test(word) ? 2 : Math.max(1, syllable(word)));

/** Reading age in years: Flesch and Kincaid's grade (Kincaid and others, 1975) plus five. */
function readingAge(text: string): number {
  const plain = names.reduce((left, name) => left.replace(name, 'the law'), text);
  const sentences = plain.split(/[.!?:;]+(?=\s|$)/).filter((each) => /[a-z]/i.test(each));
  const words = sentences.flatMap((each) => each.match(/[\p{L}’'-]+/gu) ?? []);
  const spoken = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59 + 5;
}

const blocks = ['p', 'li', 'h1', 'h2', 'dd'];

/** Words of each paragraph, item and heading written in a component; code inside counts as a name. */
function paragraphsOf(path: string): readonly string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const wordsIn = (node: ts.Node): string => {
    if (ts.isJsxText(node)) return node.text.replace(/\s+/g, ' ');
    if (ts.isJsxExpression(node))
      return node.expression && ts.isStringLiteral(node.expression) ? node.expression.text : '';
    if (ts.isJsxOpeningElement(node) || ts.isJsxClosingElement(node)) return '';
    return node.getChildren(source).map(wordsIn).join('');
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && blocks.includes(node.openingElement.tagName.getText(source)))
      found.push(wordsIn(node).trim());
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((words) => words.split(' ').length > 2);
}

const folder = (name: string): string => new URL(`../../client/${name}/`, import.meta.url).pathname;
const written = ['pages', 'shell', 'tour', 'cohort', 'reports'].flatMap((room) =>
  readdirSync(folder(room))
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => ({ file: `${room}/${file}`, words: paragraphsOf(`${folder(room)}${file}`) }))
    .filter(({ words }) => words.join(' ').split(' ').length >= 25),
);

const ended = (texts: readonly string[]): string =>
  texts.map((text) => (/[.!?:]$/.test(text) ? text : `${text}.`)).join(' ');

describe('the reading age', () => {
  it('of known texts is what it is known to be', () => {
    expect(readingAge('The cat sat on the mat. The dog ran off.')).toBeLessThan(8);
    const official =
      'Notwithstanding the aforementioned considerations, stakeholders should systematically operationalise the recommendations of the evaluation.';
    expect(readingAge(official)).toBeGreaterThan(20);
  });

  it.each(written)('of $file is 14 or less', ({ words }) => {
    expect(readingAge(ended(words))).toBeLessThanOrEqual(oldest);
  });

  it('of the glossary is 14 or less', () => {
    expect(readingAge(ended(glossary.map(({ meaning }) => meaning)))).toBeLessThanOrEqual(oldest);
  });

  it.each(Object.entries(tours))('of the tour of a %s is 14 or less', (_role, steps) => {
    const said = steps.flatMap(({ title, words }) => [title, words]);
    expect(readingAge(ended(said))).toBeLessThanOrEqual(oldest);
  });

  it('of the question each figure answers, and why it matters, is 14 or less taken together', () => {
    const said = metrics.flatMap(({ question, whyItMatters }) => [question, whyItMatters]);
    expect(readingAge(ended(said))).toBeLessThanOrEqual(oldest);
  });
});
