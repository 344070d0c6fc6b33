import type { Figure } from '#figure/figure.ts';
import { writeValue } from '#figure/format.ts';
import type { Published } from '../disclosure/publish.ts';
import type { Answer } from '../kinds/kind.ts';

/** What a card says instead of a finding when there is nothing to show; null when there is. */
export function messageOf(answer: Answer, published: Published): Figure['message'] {
  if (answer.unavailable) return { state: 'no_data', ...answer.unavailable };
  const cells = [...published.rows, ...(published.total ? [published.total] : [])].map(
    (row) => row.cells[answer.headlineColumn],
  );
  if (cells.some((cell) => cell && cell.value !== null && cell.state !== 'zero')) return null;
  // None of some is a finding, also where months the data does not reach are asked for beside it.
  const whole = published.total?.cells[answer.headlineColumn];
  if (whole?.state === 'zero' && (whole.base ?? 0) > 0) return null;
  if (cells.some((cell) => cell?.state === 'suppressed')) {
    return {
      state: 'suppressed',
      words: 'Too few people to show without risk of identifying someone.',
      wayOut: 'Choose a longer period or a wider area.',
    };
  }
  if (cells.some((cell) => cell?.state === 'not_due')) {
    return {
      state: 'not_due',
      words: 'These referrals are too recent for this figure.',
      wayOut: 'Choose an earlier period.',
    };
  }
  if (cells.some((cell) => cell?.state === 'too_few')) {
    return {
      state: 'too_few',
      words: 'Too few people to conclude.',
      wayOut: 'Choose a longer period or a wider area.',
    };
  }
  if (cells.some((cell) => cell?.state === 'zero')) return null;
  return emptyMessage(published);
}

/**
 * Nobody at all, or people of whom none could be counted: the flow says where they were lost. Null
 * where people are counted and only the headline is withheld: the finding says why.
 */
function emptyMessage({ flow }: Published): Figure['message'] {
  const [first, last] = [flow[0], flow.at(-1)];
  const began = first?.n.value;
  if (!first || !last || typeof began !== 'number' || began === 0) {
    return {
      state: 'empty',
      words: 'Nobody in this cohort.',
      wayOut: 'Remove a filter or choose another period.',
    };
  }
  if (typeof last.n.value === 'number' && last.n.value > 0) return null;
  const lost = flow.flatMap((step) => step.lost ?? []);
  const most = lost.toSorted((a, b) => Number(b.n.value ?? 0) - Number(a.n.value ?? 0))[0];
  const few = last.n.state === 'suppressed' ? 'Too few' : 'None';
  const because = most ? `; most often: ${most.label}` : '';
  return {
    state: 'empty',
    words: `${few} of the ${writeValue(began, 'count')} referrals could be counted here${because}.`,
    wayOut: 'See who is left out, or choose an earlier or longer period.',
  };
}
