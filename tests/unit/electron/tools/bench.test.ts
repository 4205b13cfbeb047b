import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'

test('npm run bench prints one JSON object: what was asked for by its names, null for the rest, words beside it', async () => {
  const asked = ['run', '--silent', 'bench', '--', '--quick', '--parts=cues']
  // Rejects when the bench ends with another exit code than 0.
  const { stderr, stdout } = await promisify(execFile)('npm', asked, { cwd: inCheckout('.') })
  const figures = JSON.parse(stdout) as Record<string, unknown>
  expect(figures).toEqual({
    electron: expect.stringMatching(/^Electron \d+\./) as unknown,
    quick: true,
    cueEngine: {
      cues: 500,
      events: 3000,
      p50Ms: expect.any(Number) as unknown,
      p95Ms: expect.any(Number) as unknown,
      maxMs: expect.any(Number) as unknown,
      goalMs: 1,
    },
    practice: null,
    answerToFirstSound: null,
    calls: null,
    audioBackAfterNetworkChangeMs: null,
    firstSync: null,
  })
  const { maxMs, p50Ms, p95Ms } = figures['cueEngine'] as { p50Ms: number; p95Ms: number; maxMs: number }
  expect([p50Ms, p95Ms, maxMs]).toEqual([p50Ms, p95Ms, maxMs].toSorted((a, b) => a - b))
  expect(p50Ms, 'something was measured').toBeGreaterThan(0)
  expect(stderr).toContain('cues: {')
}, 90_000)
