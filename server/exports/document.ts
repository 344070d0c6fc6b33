import type { Figure } from '#figure/figure.ts';
import { madeWords, sharedFacts } from './figure-facts.ts';
import type { Fact } from './figure-facts.ts';

/** What a file of one or several figures says of itself. */
export interface FileDocument {
  readonly title: string;
  readonly subtitle: string;
  /** ISO instant printed in the file and stamped on its parts. */
  readonly made: string;
  /** Who publishes it, printed on covers and in every file's own properties. */
  readonly publisher: string;
  /** Words to print beside figure i; null for none. */
  readonly commentary?: readonly (string | null)[];
  /** Whom to ask, on covers. */
  readonly contact?: string;
}

/** The document of a single figure: its own words. */
export function documentOf(figure: Figure): FileDocument {
  return {
    title: figure.headline,
    subtitle: figure.subtitle,
    made: figure.provenance.generatedAt,
    publisher: figure.provenance.publisher,
  };
}

/** Commentary of figure i, if somebody wrote any. */
export function commentaryOf(document: FileDocument, index: number): string | null {
  const words = document.commentary?.[index]?.trim();
  return words ? words : null;
}

/** The verification codes of a document, for its metadata. */
export function codesOf(figures: readonly Figure[]): string {
  return figures.map(({ provenance }) => provenance.code).join(' ');
}

/** What stands once on the first page of a report, where the report counts those its subtitle names. */
export function coverFacts(figures: readonly Figure[], document: FileDocument): readonly Fact[] {
  const shared = sharedFacts(figures).filter(({ words }) => words !== document.subtitle);
  const made = { term: 'Made', words: madeWords(document.made) };
  return [
    { term: 'Published by', words: document.publisher },
    ...(document.contact ? [{ term: 'Contact', words: document.contact }] : []),
    ...shared,
    // Figures made at different times each say their own as well.
    ...(shared.some(({ term }) => term === made.term) ? [] : [made]),
  ];
}

/** A figure in the contents of a report: its finding, and whom it counts where the report counts others. */
export function entryWords({ headline, cohort }: Figure, { subtitle }: FileDocument): string {
  return cohort.words === subtitle ? headline : `${headline} Counted: ${cohort.words}.`;
}

/** A title for the foot of a page, cut between words where it is long. */
export function shortTitle({ title }: FileDocument): string {
  if (title.length <= 90) return title;
  const cut = title.slice(0, 88);
  return `${cut.slice(0, Math.max(40, cut.lastIndexOf(' '))).replace(/[\s.,;:(]+$/, '')} …`;
}
