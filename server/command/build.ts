import type { Command } from 'commander';
import { buildClientWhenStale, clientFolder } from '../client-build.ts';

/** `impact build`: builds the client beforehand, as an image or a package wants it. */
export function registerBuild(program: Command): void {
  program
    .command('build')
    .description('build the client now; a start does it when the sources changed')
    .action(async () => {
      const built = await buildClientWhenStale();
      console.log(built ? `built ${clientFolder}` : 'the client is up to date');
    });
}
