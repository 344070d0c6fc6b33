import type { Queries } from '../database/connect.ts';
import { fold } from './cells/text.ts';
import type { KnownPractice, PracticeNumbers } from './convert/context.ts';

/** Practices of the store by code and name; codes met for the first time get the next number. */
export class KnownPractices implements PracticeNumbers {
  readonly #known = new Map<string, KnownPractice>();
  readonly #names = new Map<string, string>();
  readonly #added: string[] = [];
  #next = 1;
  #homeKnown = false;

  static async read(db: Queries): Promise<KnownPractices> {
    const practices = new KnownPractices();
    const rows = await db.query<{
      practice_no: number;
      practice_code: string;
      practice_name: string;
      stub: boolean;
      member: boolean;
    }>(
      'practices',
      `select practice_no, practice_code, practice_name, stub,
         exists (select 1 from pcn_membership m where m.practice_no = p.practice_no) as member
       from practice p order by practice_no`,
    );
    practices.#homeKnown = rows.some((row) => row.member);
    for (const row of rows) {
      practices.#next = row.practice_no + 1;
      practices.#known.set(row.practice_code, {
        number: row.practice_no,
        placeholder: row.stub,
        outside: practices.#homeKnown && !row.member,
      });
      if (!row.stub) practices.#names.set(bare(row.practice_name), row.practice_code);
    }
    const aliases = await db.query<{ alias: string; practice_code: string }>(
      'practice names in use',
      'select alias, practice_code from practice_alias',
    );
    for (const each of aliases) practices.#names.set(bare(each.alias), each.practice_code);
    return practices;
  }

  byCode(code: string): KnownPractice {
    let found = this.#known.get(code);
    if (!found) {
      found = { number: this.#next++, placeholder: true, outside: this.#homeKnown };
      this.#known.set(code, found);
      this.#added.push(code);
    }
    return found;
  }

  codeOfName(name: string): string | undefined {
    return this.#names.get(bare(name));
  }

  /** Writes the placeholders met since the last call, and which practices are out of area. */
  async keepPlaceholders(db: Queries, loadId: number): Promise<void> {
    const added = this.#added.splice(0);
    if (added.length === 0) return;
    await db.query(
      'placeholders for practices',
      `insert into practice (practice_no, practice_code, practice_name, stub, out_of_area, load_id)
       select *, true, $3, $4 from (select number, code, code from unnest($1::smallint[], $2::text[]) u(number, code)) added`,
      [added.map((code) => this.#known.get(code)!.number), added, this.#homeKnown, loadId],
    );
    await db.query(
      'move the practice number on',
      `select setval(pg_get_serial_sequence('practice', 'practice_no'), $1::bigint, false)`,
      [this.#next],
    );
  }
}

/** A practice's name without the words that come and go, folded. */
export function bare(name: string): string {
  return fold(name)
    .replace(/\b(the|surgery|medical centre|practice)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
