import { userInfo } from 'node:os';
import type { Viewer } from './viewer.ts';

/** Whoever runs the command line on the machine: may administer, and is named in the audit log. */
export function machineOperator(): Viewer {
  return { id: `command line: ${loginName()}`, name: 'command line', role: 'admin', pcns: [] };
}

/** Containers often run under a number that has no name. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
