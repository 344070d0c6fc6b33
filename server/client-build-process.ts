import { build } from 'vite';
import { clientFolder, clientSource, viteConfig } from './client-build.ts';

/**
 * The process that builds the client, started by `buildClientWhenStale`: sends the reason when it
 * cannot be built, and ends with the process that started it.
 */
process.once('disconnect', () => process.exit(1));
try {
  await build({
    root: clientSource,
    configFile: viteConfig,
    logLevel: 'silent', // the reason is sent, and said once
    build: {
      outDir: process.argv[2] ?? clientFolder,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  });
  process.disconnect();
  process.exit(0);
} catch (failure) {
  const reason = failure instanceof Error ? failure.message : String(failure);
  process.send?.(reason, () => process.exit(1));
}
