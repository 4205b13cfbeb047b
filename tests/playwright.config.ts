import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** End-to-end tests on the built app. One worker: an app, its lab and a recorder already fill two cores. */
export default defineConfig({
  testDir: at('.'),
  testMatch: '{e2e,security}/**/*.e2e.ts',
  outputDir: at('../test-results/e2e'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
})
