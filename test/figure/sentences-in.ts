/** Sentences of a finding; a card has room for two. */
export const sentencesIn = (finding: string): number => finding.split(/\.(?=\s+\S)/).length;
