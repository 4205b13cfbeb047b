import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Three kinds of tests that need no window: unit (pure, parallel), security (gates and tables), lab (real servers on loopback,
 * one file after the other because they share two cores).
 */
export default defineConfig({
  root,
  test: {
    allowOnly: false,
    passWithNoTests: false,
    restoreMocks: true,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/property-seed.ts'],
          // They run beside others, with what those leave of the processors.
          testTimeout: 20_000,
        },
      },
      { root, test: { name: 'security', include: ['tests/security/**/*.test.ts'], testTimeout: 120_000 } },
      {
        root,
        test: {
          name: 'lab',
          include: ['tests/lab/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // Sound and real servers on two busy cores: two repetitions at most, named in the report.
          retry: 2,
        },
      },
    ],
  },
})
