import type { RequestHandler } from 'express';
import type { Server } from 'node:http';
import { builtClient } from './app.ts';
import { buildClientWhenStale, clientFolder, clientSource, viteConfig } from './client-build.ts';

/** What serves the client, and what stops it. */
export interface ClientFiles {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

/** The built client, built now when its sources changed. @throws StartError when they do not build */
export async function builtFiles(): Promise<ClientFiles> {
  await buildClientWhenStale();
  return { handler: builtClient(clientFolder), close: async () => undefined };
}

/** The client from its sources, reloaded in the browser as they change, over the same port. */
export async function developedFiles(server: Server): Promise<ClientFiles> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root: clientSource,
    configFile: viteConfig,
    appType: 'spa',
    server: { middlewareMode: true, hmr: { server } },
  });
  return { handler: vite.middlewares, close: () => vite.close() };
}
