import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** End-to-end tests on the built app. One worker: an app, its lab and a recorder already fill two cores. */
export default defineConfig({
  testDir: at('.'),
  projects: [
    // What needs neither an exchange nor a sound: runs gently beside the lab (support/run/phases.ts).
    { name: 'desk', testMatch: 'tests/{desk,security}/**/*.e2e.ts', outputDir: at('../test-results/desk') },
    { name: 'e2e', testMatch: 'tests/e2e/**/*.e2e.ts' },
    // In a namespace with two networks that come and go: support/network.
    { name: 'network', testMatch: 'tests/network/**/*.e2e.ts' },
    // In one of loopback alone: support/run/no-network.ts.
    { name: 'offline', testMatch: 'tests/offline/**/*.e2e.ts' },
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
