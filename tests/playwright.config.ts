import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** End-to-end tests on the built app. One worker: an app, its lab and a recorder already fill two cores. */
export default defineConfig({
  testDir: at('.'),
  projects: [
    { name: 'e2e', testMatch: '{e2e,security}/**/*.e2e.ts' },
    // Inside a network of loopback alone: support/run/no-network.ts.
    // In a namespace too, with two networks that come and go: support/network.
    { name: 'network', testMatch: 'tests/network/**/*.e2e.ts' },
    { name: 'offline', testMatch: 'offline/**/*.e2e.ts' },
  ],
  outputDir: at('../test-results/e2e'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Real servers, sound and kills on two busy cores: two repetitions at most, and whatever needed it is told as flaky in the summary.
  retries: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
})
