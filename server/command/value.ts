import type { Command } from 'commander';
import { consultationWords, standardWellby, wellbyWords } from '#metrics/value.ts';
import type { ConsultationCost, WellbyValue } from '#metrics/value.ts';
import { machineOperator } from '../access/operator.ts';
import type { Database } from '../database/connect.ts';
import { needValued, readAssumptions, valuedFigures } from '../saved/value-rules.ts';
import { listValueSettings, setValue } from '../saved/value-settings.ts';
import type { ValueSetting } from '../saved/value-settings.ts';
import { openForCommand } from './database.ts';
import { expectRefusals } from './refusals.ts';

interface SetOptions {
  readonly low?: string;
  readonly central?: string;
  readonly high?: string;
  readonly minutes?: string;
  readonly includes?: string;
  readonly attribution?: string;
  readonly year?: string;
  readonly source?: string;
}

/** `impact value set|off|list`: what the money figures assume; they are off until set. */
export function registerValue(program: Command): void {
  const value = program
    .command('value')
    .description('modelled money figures: set what they assume, switch them off, list');
  value
    .command('set')
    .description('switch a money figure on with its price, year and source')
    .argument('<figure>', valuedFigures.join(' or '))
    .option('--low <pounds>', 'low end of the price')
    .option('--central <pounds>')
    .option('--high <pounds>', 'high end of the price')
    .option('--minutes <minutes>', 'of a GP consultation of that price')
    .option('--includes <words>', 'what the price holds, such as "with qualification costs"')
    .option('--attribution <share>', 'share of the change put down to the service, such as 0.5')
    .option('--year <year>', 'year the price is of, such as 2023/24')
    .option('--source <words>', 'where the price is published')
    .action((figure: string, options: SetOptions) =>
      onDatabase(async (database) => {
        const id = needValued(figure);
        await setValue(database, id, readAssumptions(id, givenOf(id, options)), machineOperator());
        await printInForce(database);
      }),
    );
  value
    .command('off')
    .description('switch a money figure off')
    .argument('<figure>', valuedFigures.join(' or '))
    .action((figure: string) =>
      onDatabase(async (database) => {
        await setValue(database, needValued(figure), null, machineOperator());
        await printInForce(database);
      }),
    );
  value
    .command('list')
    .description('print what is in force')
    .option('--json', 'every change, for programs')
    .action(({ json }: { json?: boolean }) =>
      onDatabase(async (database) => {
        if (json) console.log(JSON.stringify(await listValueSettings(database), null, 2));
        else await printInForce(database);
      }),
    );
}

/** Numbers of the command line; for a WELLBY, the national value where an option is not given. */
function givenOf(figure: string, options: SetOptions): Readonly<Record<string, unknown>> {
  const { year, minutes, includes, attribution, source, ...range } = options;
  const numbers = Object.entries({ ...range, minutes, attribution }).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, Number(text)] as const],
  );
  const { pounds, ...standard } = standardWellby;
  return {
    ...(figure === 'wellby' ? { ...pounds, ...standard } : {}),
    ...Object.fromEntries(numbers),
    ...(includes === undefined ? {} : { includes }),
    ...(source === undefined ? {} : { source }),
    ...(year === undefined ? {} : { priceYear: year }),
  };
}

/** One line a figure: what it assumes, or that it is off. */
export function inForceWords(settings: readonly ValueSetting[]): readonly string[] {
  return valuedFigures.map((figure) => {
    const found = settings.find((each) => each.figure === figure);
    if (!found?.assumptions) return `${figure}: off`;
    const set = { ...found.assumptions, setOn: found.setOn };
    const words =
      figure === 'wellby'
        ? wellbyWords(set as WellbyValue)
        : consultationWords(set as ConsultationCost);
    return `${figure}: ${words} By ${found.setBy}.`;
  });
}

async function printInForce(database: Database): Promise<void> {
  for (const line of inForceWords(await listValueSettings(database))) console.log(line);
}

async function onDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const opened = await openForCommand();
  try {
    await expectRefusals(() => work(opened.database));
  } finally {
    await opened.close();
  }
}
