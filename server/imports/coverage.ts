import type { Queries } from '../database/connect.ts';

/** Which days each practice's appointments are declared to cover (V28). */
export class Coverage {
  static readonly none = new Coverage();
  readonly #windows = new Map<number, (readonly [string, string])[]>();

  static async read(db: Queries, sourceNo: number): Promise<Coverage> {
    const coverage = new Coverage();
    const rows = await db.query<{ practice_no: number; covers_from: string; covers_to: string }>(
      'coverage of the appointment feed',
      'select practice_no, covers_from::text as covers_from, covers_to::text as covers_to from gp_coverage where source_no = $1',
      [sourceNo],
    );
    for (const { practice_no, covers_from, covers_to } of rows) {
      const windows = coverage.#windows.get(practice_no) ?? [];
      windows.push([covers_from, covers_to]);
      coverage.#windows.set(practice_no, windows);
    }
    return coverage;
  }

  /** @param day ISO, so text order is date order */
  covers(practice: number, day: string): boolean {
    const windows = this.#windows.get(practice);
    if (windows === undefined) return false;
    for (const [from, to] of windows) if (day >= from && day <= to) return true;
    return false;
  }
}
