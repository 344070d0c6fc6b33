import { dateWords } from '#figure/month.ts';
import { consultationWords, priceWords, wellbyWords } from '#metrics/value.ts';
import type { ConsultationCost, WellbyValue } from '#metrics/value.ts';
import { Problem } from '../shell/Problem.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { ValueForm } from './ValueForm.tsx';
import type { Suggestion, ValueField } from './ValueForm.tsx';
import { useValues } from './values-query.ts';
import type { ValueAnswer, ValueSetting, ValuedFigure } from './values-query.ts';

interface Valued {
  readonly figure: ValuedFigure;
  readonly title: string;
  readonly about: string;
  readonly fields: readonly ValueField[];
}

const pounds: readonly ValueField[] = [
  { key: 'low', label: 'Low, pounds', number: true },
  { key: 'central', label: 'Central, pounds', number: true },
  { key: 'high', label: 'High, pounds', number: true },
];
const year: ValueField = { key: 'priceYear', label: 'Price year, such as 2023/24' };
const source: ValueField = { key: 'source', label: 'Source', wide: true };

const valued: readonly Valued[] = [
  {
    figure: 'gp-time-value',
    title: 'Value of GP time',
    about:
      'What a GP consultation costs. There is no usual price here: take one from a published source, and say what it holds. The figure values time, not cash, and only the difference from matched patients.',
    fields: [
      ...pounds,
      { key: 'minutes', label: 'Minutes at that cost', number: true },
      year,
      {
        key: 'includes',
        label: 'What the cost holds, such as “with qualification costs”',
        wide: true,
      },
      source,
    ],
  },
  {
    figure: 'wellby',
    title: 'Value of life satisfaction',
    about:
      'What one point of life satisfaction for one person for a year is worth. The Treasury’s values are filled in. The share put down to the service is a judgement: half is usual, more needs a reason.',
    fields: [
      ...pounds,
      { key: 'attribution', label: 'Service’s share, 0.01 to 1', number: true },
      year,
      source,
    ],
  },
];

/** What the fields start with: the setting in force, else for a WELLBY the Treasury's values. */
function startOf(figure: ValuedFigure, answer: ValueAnswer): Readonly<Record<string, string>> {
  const inForce = answer.settings.find((each) => each.figure === figure)?.assumptions;
  const { pounds, ...rest } = inForce ?? (figure === 'wellby' ? answer.standardWellby : {});
  return Object.fromEntries(
    Object.entries({ ...pounds, ...rest }).map(([key, value]) => [key, String(value)]),
  );
}

/** Costs that came with the data, as the centre of a range the keeper still has to give. */
function suggestionsOf({ costs }: ValueAnswer): readonly Suggestion[] {
  return costs.map(({ item, pounds: each, priceYear, source: from }) => ({
    words: `Loaded with the data: ${item}, ${priceWords(each)}, ${priceYear} prices, ${from}.`,
    values: { central: String(each), priceYear, source: from },
  }));
}

function wordsOf({ figure, assumptions }: ValueSetting): string {
  if (!assumptions) return 'Switched off.';
  return figure === 'wellby'
    ? wellbyWords(assumptions as WellbyValue)
    : consultationWords(assumptions as ConsultationCost);
}

function History({ settings }: { readonly settings: readonly ValueSetting[] }) {
  if (settings.length === 0) return <p>Nothing has been set: the figure is off.</p>;
  return (
    <ol className="plain-list" aria-label="Changes, newest first">
      {settings.map((setting, at) => (
        <li key={`${setting.setOn}-${settings.length - at}`}>
          {at === 0 && <strong>In force: </strong>}
          {wordsOf(setting)}{' '}
          <span className="quiet">
            {setting.setBy}, {dateWords(setting.setOn, true)}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What the money figures assume; for managers and administrators. */
export function ModelledValues() {
  const { data, error, refetch } = useValues();
  usePageTitle('Modelled values');
  return (
    <main id="main" tabIndex={-1} className="page">
      <h1 className="page-question">What do the money figures assume?</h1>
      <p className="lead">
        Money figures are models, always a range, and off until you set what they assume. Each
        change is kept with your name and today’s date. Cards and files print the assumptions.
      </p>
      {error && <Problem failure={error} onRetry={() => void refetch()} />}
      {data && (
        <div className="values">
          {valued.map(({ figure, title, about, fields }) => {
            const settings = data.settings.filter((each) => each.figure === figure);
            return (
              <section key={figure} className="card admin-form" aria-labelledby={`${figure}-title`}>
                <h2 id={`${figure}-title`} className="panel-title">
                  {title}
                </h2>
                <p>{about}</p>
                <ValueForm
                  key={settings.length}
                  figure={figure}
                  fields={fields}
                  start={startOf(figure, data)}
                  on={Boolean(settings[0]?.assumptions)}
                  suggestions={figure === 'gp-time-value' ? suggestionsOf(data) : []}
                />
                <h3 className="changes-title">Changes</h3>
                <History settings={settings} />
              </section>
            );
          })}
        </div>
      )}
    </main>
  );
}
