import type { PolicyId } from '#figure/figure.ts';

export const roles = ['manager', 'director', 'commissioner', 'admin'] as const;
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

/** Who asks. Made by sign-in, or by the command line for the machine's own operator. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** PCN codes a director answers for; empty for other roles. */
  readonly pcns: readonly string[];
}

/**
 * Rows a count may touch and the policy its answer leaves under. Part of every cache key, ETag and
 * audit line. `everything` with a controlled policy is what a commissioner sees.
 */
export interface Scope {
  readonly rows: 'everything' | { readonly pcns: readonly string[] };
  readonly policy: PolicyId;
  /** Stable text of the two, for keys: `everything/nhs-sub-national`. */
  readonly key: string;
}
