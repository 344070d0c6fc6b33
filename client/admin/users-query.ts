import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../shell/api.ts';
import type { Role } from '../shell/session.ts';

/** An account as `GET /api/users` lists it. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Null waits for an administrator to give a role. */
  readonly role: Role | null;
  readonly pcns: readonly string[];
  readonly active: boolean;
  readonly demonstration: boolean;
  readonly hasPassword: boolean;
  /** Role and PCNs follow the organisation's sign-in and cannot be changed here. */
  readonly claimsDecide: boolean;
  readonly signedInAt: string | null;
}

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly pcns: readonly string[];
}

/** What a change answers: the account, and a one-time password when one was made. */
export interface Changed {
  readonly user: Account;
  readonly oneTimePassword?: string | null;
}

export type AccountChange =
  | { readonly role: Role; readonly pcns: readonly string[] }
  | { readonly active: boolean }
  | { readonly resetPassword: true };

const key = ['users'] as const;

export function useAccounts() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await ask<{ readonly users: readonly Account[] }>('/users', { signal })).users,
    staleTime: 0,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}

export function useInvite() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: Invitation) => ask<Changed>('/users', { method: 'POST', body }),
    onSuccess,
  });
}

export function useChangeAccount() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, change }: { readonly id: string; readonly change: AccountChange }) =>
      ask<Changed>(`/users/${id}`, { method: 'PATCH', body: change }),
    onSuccess,
  });
}
