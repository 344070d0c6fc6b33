import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Sheet } from '../../server/export-check/read-back.ts';

/** An element of the structure tree of one page, its words gathered from the page. */
export interface Tagged {
  readonly role: string;
  readonly alt: string | undefined;
  /** Words of the element itself and of all below it. */
  readonly words: string;
  readonly children: readonly Tagged[];
}

export interface ReadPdf {
  readonly title: string;
  readonly language: string;
  readonly marked: boolean;
  readonly bookmarks: readonly string[];
  /** The trees of the pages, in order. */
  readonly pages: readonly Tagged[];
  /** Words on each page that belong neither to the tree nor to what is marked as furniture. */
  readonly untagged: readonly string[];
}

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

function taggedOf(node: Node, words: ReadonlyMap<string, string>): Tagged {
  const children = (node.children ?? []).filter(({ role }) => role !== undefined);
  const own = (node.children ?? [])
    .map((child) =>
      child.role === undefined ? (words.get(child.id ?? '') ?? '') : taggedOf(child, words).words,
    )
    .join(' ');
  return {
    role: node.role ?? 'Root',
    alt: node.alt,
    words: plain(own),
    children: children.map((child) => taggedOf(child, words)),
  };
}

type Item = {
  readonly type?: string;
  readonly id?: string;
  readonly str?: string;
  readonly tag?: string;
  readonly hasEOL?: boolean;
};

/** Words by the marked content they stand in, and those that stand in none. */
function wordsOf(items: readonly Item[]): { words: Map<string, string>; outside: string } {
  const words = new Map<string, string>();
  const open: (string | null)[] = [];
  let outside = '';
  for (const item of items) {
    if (item.type === 'beginMarkedContentProps')
      open.push(item.id ?? (item.tag === 'Artifact' ? '' : null));
    else if (item.type === 'beginMarkedContent') open.push(item.tag === 'Artifact' ? '' : null);
    else if (item.type === 'endMarkedContent') open.pop();
    else if (item.str !== undefined) {
      const at = open.at(-1);
      const text = item.str + (item.hasEOL ? ' ' : '');
      if (at) words.set(at, (words.get(at) ?? '') + text);
      else if (at !== '') outside += text;
    }
  }
  return { words, outside: plain(outside) };
}

/** Reads a PDF back with a program that shares nothing with the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const file = await task.promise;
  try {
    const { info } = await file.getMetadata();
    const facts = info as Readonly<Record<string, unknown>>;
    const pages: Tagged[] = [];
    const untagged: string[] = [];
    for (let at = 1; at <= file.numPages; at++) {
      const page = await file.getPage(at);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const { words, outside } = wordsOf(items as readonly Item[]);
      const tree = (await page.getStructTree()) as Node | null;
      pages.push(taggedOf(tree ?? {}, words));
      untagged.push(outside);
    }
    const marks = await file.getMarkInfo();
    return {
      title: String(facts['Title'] ?? ''),
      language: String(facts['Language'] ?? ''),
      marked: marks?.['Marked'] === true,
      bookmarks: ((await file.getOutline()) ?? []).map(({ title }) => title),
      pages,
      untagged,
    };
  } finally {
    await task.destroy();
  }
}

/** Every element of these roles, in reading order through the pages. */
export function elementsOf({ pages }: ReadPdf, ...roles: readonly string[]): readonly Tagged[] {
  const walk = (element: Tagged): readonly Tagged[] => [
    ...(roles.includes(element.role) ? [element] : []),
    ...element.children.flatMap(walk),
  ];
  return pages.flatMap(walk);
}

/** The tables, rows that go on over the page joined: each begins with a row of heading cells alone. */
export function tablesOf(pdf: ReadPdf): readonly Sheet[] {
  const tables: { head: string[]; rows: string[][] }[] = [];
  for (const { children } of elementsOf(pdf, 'TR')) {
    const cells = children.map(({ words }) => words);
    // A table over two pages is in both trees; its rows have words on their own page alone.
    if (cells.every((text) => text === '')) continue;
    if (children.every(({ role }) => role === 'TH') && children.length > 1)
      tables.push({ head: cells, rows: [] });
    else tables.at(-1)?.rows.push(cells);
  }
  return tables;
}
