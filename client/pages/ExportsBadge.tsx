import { useQuery } from '@tanstack/react-query';
import { decimals } from '#figure/format.ts';
import { dateWords } from '#figure/month.ts';
import { ask } from '../shell/api.ts';
import type { Role } from '../shell/session.ts';

interface LatestCheck {
  readonly checkedAt: string;
  readonly dataVersion: string;
  readonly questions: number;
  readonly files: number;
  readonly values: number;
  readonly differing: number;
}

const count = (value: number): string => decimals(value, 0);

interface Badge {
  readonly look: 'is-good' | 'is-amber' | 'is-problem' | null;
  readonly finding: string;
  readonly words: string;
}

/** Those who answer for the dashboard and its files, and can see to it that a command is run. */
const seesToIt: readonly Role[] = ['manager', 'admin'];

const neverCompared: Badge = {
  look: 'is-amber',
  finding: 'Files have not been compared with the pages here yet.',
  words: 'Whoever runs the dashboard can do it: npm run verify:exports.',
};

/** Said to those who can do nothing about it. */
const madeAlike: Badge = {
  look: null,
  finding: 'Files are made from the same figures as the pages.',
  words: 'The day they were last compared will stand here once that has been done.',
};

/** What the last comparison says of files made today, to somebody of this role. */
export function badgeOf(check: LatestCheck | null, version: string, role: Role): Badge {
  if (!check) return seesToIt.includes(role) ? neverCompared : madeAlike;
  const { checkedAt, dataVersion, questions, files, values, differing } = check;
  const when = `${dateWords(checkedAt.slice(0, 10))}, ${checkedAt.slice(11, 16)} UTC`;
  const what = `${count(questions)} random figures, ${count(files)} files, ${count(values)} values read back and compared, data version ${dataVersion}.`;
  if (differing > 0)
    return {
      look: 'is-problem',
      finding: `Files differed from the pages on ${when}: ${count(differing)} values.`,
      words: `Do not publish files until this is put right. ${what}`,
    };
  return dataVersion === version
    ? { look: 'is-good', finding: `Files equal the pages. Last compared: ${when}.`, words: what }
    : {
        look: 'is-amber',
        finding: `Files equalled the pages on ${when}, before the newest data.`,
        words: what,
      };
}

interface ExportsBadgeProps {
  readonly version: string;
  readonly role: Role;
}

/** Whether files hold what the pages show, and when that was last put to the test. */
export function ExportsBadge({ version, role }: ExportsBadgeProps) {
  const { data } = useQuery({
    queryKey: ['export-check'],
    queryFn: ({ signal }) => ask<{ check: LatestCheck | null }>('/export-check', { signal }),
  });
  if (!data) return null;
  const { look, finding, words } = badgeOf(data.check, version, role);
  return (
    <section className={look ? `notice ${look}` : 'notice'} aria-label="Files and pages">
      <p>
        <strong>{finding}</strong>
      </p>
      <p>{words}</p>
    </section>
  );
}
