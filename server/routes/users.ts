import type { Request } from 'express';
import {
  changeAccount,
  inviteAccount,
  resetPassword,
  type NewPassword,
} from '../access/account-changes.ts';
import { listAccounts, type AccountChange } from '../access/accounts.ts';
import { roles, type Viewer } from '../access/viewer.ts';
import type { Database } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import {
  bodyOf,
  choiceOf,
  flagOf,
  onlyKeys,
  smallBody,
  textOf,
  textsOf,
  type Body,
} from './body.ts';
import type { GuardedRoute } from './route.ts';

/** `GET`, `POST /api/users` and `PATCH /api/users/:id`, for administrators. */
export function userRoutes(database: Database): GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/users',
      who: ['admin'],
      async handle(_request, response) {
        response.json({ users: await listAccounts(database) });
      },
    },
    {
      method: 'post',
      path: '/users',
      who: ['admin'],
      limits: [smallBody],
      async handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['email', 'name', 'role', 'pcns', 'signIn']);
        const role = choiceOf(body, 'role', roles);
        const added = await inviteAccount(
          database,
          {
            email: textOf(body, 'email'),
            name: textOf(body, 'name', 200),
            role,
            pcns: role === 'director' ? textsOf(body, 'pcns') : [],
            signIn:
              'signIn' in body ? choiceOf(body, 'signIn', ['password', 'provider']) : 'password',
          },
          viewer,
        );
        response.status(201).json(answerOf(added));
      },
    },
    {
      method: 'patch',
      path: '/users/:id',
      who: ['admin'],
      limits: [smallBody],
      async handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['name', 'role', 'pcns', 'active', 'resetPassword']);
        const id = idOf(request);
        if ('resetPassword' in body) response.json(answerOf(await reset(body, id, viewer)));
        else response.json({ user: await changeAccount(database, id, changeOf(body), viewer) });
      },
    },
  ];

  function reset(body: Body, id: string, viewer: Viewer): Promise<NewPassword> {
    if (!flagOf(body, 'resetPassword') || Object.keys(body).length > 1)
      throw new HttpError('resetPassword stands alone and is true', 400, {
        wayOut: 'Send other changes by themselves.',
      });
    return resetPassword(database, id, viewer);
  }
}

function answerOf({ account, oneTimePassword }: NewPassword) {
  return { user: account, oneTimePassword };
}

function idOf(request: Request): string {
  const { id } = request.params;
  return typeof id === 'string' ? id : '';
}

/** Only the keys that are there change. */
function changeOf(body: Body): AccountChange {
  return {
    ...('name' in body ? { name: textOf(body, 'name', 200) } : {}),
    ...('role' in body ? { role: choiceOf(body, 'role', roles) } : {}),
    ...('pcns' in body ? { pcns: textsOf(body, 'pcns') } : {}),
    ...('active' in body ? { active: flagOf(body, 'active') } : {}),
  };
}
