import type { Figure } from '#figure/figure.ts';

const safe = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** Filters of a cohort key as a few letters: `pcn=U1,U2&sex=f` gives `pcn-U1-U2_sex-f`. */
function filterPart(key: string): string {
  const parts = [...new URLSearchParams(key)].flatMap(([name, value]) =>
    ['from', 'to', 'basis', 'pcns'].includes(name) ? [] : [`${name}-${safe(value)}`],
  );
  const text = parts.join('_');
  return text.length > 60 ? `${text.slice(0, 52).replace(/[-_]+$/, '')}_and-more` : text;
}

/**
 * `referrals_pcn_2025-04_2026-03_K7QF-2M3A-9XTC.xlsx`: metric, split, filters, period and verification
 * code, in letters every system takes.
 */
export function fileName(figure: Figure, extension: string, size?: string): string {
  const cohort = new URLSearchParams(figure.cohort.key);
  const period = [cohort.get('from'), cohort.get('to')].filter((month) => month !== null).join('_');
  const parts = [
    safe(figure.metric),
    safe(figure.by),
    filterPart(figure.cohort.key),
    period,
    size ?? '',
    figure.provenance.policy === 'exact' ? 'exact' : '',
    figure.provenance.code,
  ];
  return `${parts.filter((part) => part !== '').join('_')}.${extension}`;
}
