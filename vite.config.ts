import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: { outDir: '../dist/client', emptyOutDir: true, sourcemap: true },
  // nhsuk-frontend keeps an old-browser hack that strict CSS parsers refuse.
  css: { lightningcss: { errorRecovery: true } },
});
