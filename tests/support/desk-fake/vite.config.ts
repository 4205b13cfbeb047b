import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '../../..')

/** Builds the desk with the fake bridge into `.cache/desk-fake`; `vite preview` serves it. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  cacheDir: resolve(root, '.cache/vite-fake'),
  server: { fs: { allow: [root] } },
  build: { outDir: resolve(root, '.cache/desk-fake'), emptyOutDir: true, target: 'chrome130', minify: false },
  plugins: [react()],
})
