/** Words a finding never contains: causes, and ranks of what overlaps. */
export const forbiddenWords = [
  'saved',
  'prevented',
  'caused',
  'reduced by',
  'proves',
  'best',
  'worst',
  'significant',
] as const;
