import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig(({ command }) => {
  // A build made from a test or a shell with another NODE_ENV would carry React's development half,
  // 60 kB more after gzip.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: 'client',
    plugins: [react()],
    build: { outDir: '../dist/client', emptyOutDir: true, sourcemap: true },
    // nhsuk-frontend keeps an old-browser hack that strict CSS parsers refuse.
    css: { lightningcss: { errorRecovery: true } },
  };
});
