import { countedWords, lostWords } from '#figure/counted.ts';
import { uncapitalise } from '#figure/findings/words.ts';
import { writeCell } from '#figure/format.ts';
import type { Cell } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';

const count = { format: 'count' } as const;

/** Who was counted, step by step, and why others were lost on the way. */
export function Flow({ figure }: { readonly figure: Figure }) {
  if (figure.flow.length === 0) return null;
  return (
    <>
      <h3>Who is counted</h3>
      <ol className="flow">
        {figure.flow.map((step) => (
          <li key={step.key}>
            <Counted n={step.n} label={uncapitalise(step.label)} />
            {(step.lost ?? []).map((lost) => (
              <span key={lost.key} className="flow-lost">
                {lostWords(lost.n, lost.label)}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

function Counted({ n, label }: { readonly n: Cell; readonly label: string }) {
  if (typeof n.value !== 'number') return countedWords(n, label);
  return (
    <>
      <strong>{writeCell(n, count)}</strong> {label}
    </>
  );
}
