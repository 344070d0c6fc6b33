import { dayOf, isoDay } from './calendar.ts';
import { copiedCode, type World, type WorldPcn } from './world.ts';

/** A post in a PCN; a worker who moves has one row for each PCN. */
export interface Post {
  workerId: string;
  name: string;
  pcn: string;
  role: string;
  wte: string;
  from: number;
  to: number | undefined;
}

/**
 * Posts of one borough: about 19 whole-time equivalents for 4,200 referrals a year, the published
 * 200 to 250 people for each. The NHS workforce file records 12.0 for June 2026 with two PCNs not
 * returned. PCN, role, WTE, first day, last day; a number repeated is one worker who moved.
 */
const POSTS: readonly [number, string, string, string, string, string?][] = [
  [1, 'U23546', 'splw', '1.0', '2021-05-04'],
  [2, 'U23546', 'splw', '1.0', '2022-09-05'],
  [3, 'U23546', 'splw', '0.8', '2024-02-12'],
  [4, 'U21222', 'splw', '1.0', '2020-01-06'],
  [5, 'U21222', 'splw', '1.0', '2022-06-13'],
  [6, 'U21222', 'splw', '0.6', '2023-10-02'],
  [7, 'U11059', 'splw', '1.0', '2020-02-03'],
  [8, 'U11059', 'splw', '1.0', '2021-11-01'],
  [9, 'U11059', 'care_coordinator', '0.8', '2023-04-17', '2025-08-29'],
  [10, 'U22506', 'splw', '1.0', '2021-03-08'],
  [11, 'U22506', 'splw', '1.0', '2022-10-24'],
  [12, 'U53896', 'splw', '1.0', '2019-12-02'],
  [13, 'U53896', 'splw', '1.0', '2021-07-05'],
  [14, 'U53896', 'splw', '1.0', '2022-04-04', '2024-06-28'],
  [15, 'U53896', 'splw', '1.0', '2024-09-02'],
  [16, 'U53896', 'hwb_coach', '0.8', '2023-01-16'],
  [17, 'U53896', 'splw', '0.6', '2025-04-07'],
  [18, 'U58020', 'splw', '1.0', '2020-03-02'],
  [19, 'U58020', 'splw', '1.0', '2022-01-10'],
  [20, 'U58020', 'splw', '0.8', '2023-06-05', '2026-03-31'],
  [20, 'U42936', 'splw', '0.8', '2026-04-01'],
  [21, 'U58020', 'splw', '0.6', '2024-11-11', '2026-03-31'],
  [21, 'U42936', 'splw', '0.8', '2026-04-01'],
];

const PCN_CODES = [...new Set(POSTS.map(([, pcn]) => pcn))].sort();

/** Every post of every copy of the borough. */
export function posts(world: World): Post[] {
  const copies = world.pcns.length / PCN_CODES.length;
  return Array.from({ length: copies }, (_, copy) =>
    POSTS.map(([number, pcn, role, wte, from, to]) => ({
      workerId: `W${String(copy * 100 + number).padStart(3, '0')}`,
      name: `Worker ${copy * 100 + number}`,
      pcn: copiedCode(pcn, copy, PCN_CODES.indexOf(pcn)),
      role,
      wte,
      from: dayOf(from),
      to: to === undefined ? undefined : dayOf(to),
    })),
  ).flat();
}

/** Posts by PCN, to look up who could take a case. */
export class Workforce {
  private readonly byPcn = new Map<string, Post[]>();

  constructor(world: World) {
    for (const post of posts(world)) {
      const team = this.byPcn.get(post.pcn);
      if (team) team.push(post);
      else this.byPcn.set(post.pcn, [post]);
    }
  }

  /** Workers of a PCN in post on a day, in the order of the list. */
  onDay(pcn: WorldPcn, day: number): Post[] {
    const team = this.byPcn.get(pcn.code) ?? [];
    return team.filter((post) => post.from <= day && (post.to === undefined || day <= post.to));
  }
}

/** `yyyy-mm-dd`, or blank. */
export const isoOrBlank = (day: number | undefined): string =>
  day === undefined ? '' : isoDay(day);
