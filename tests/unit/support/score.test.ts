import { describe, expect, test } from 'vitest'
import { playwrightScore, total, vitestScore } from '../../support/run/score.ts'

const vitestFile = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each, fullName: each })),
})

describe('counting', () => {
  test('vitest: passed, failed and skipped tests', () => {
    const score = vitestScore({ testResults: [vitestFile('failed', 'passed', 'failed', 'skipped')] }, 1)
    expect(score).toEqual({ passed: 1, failed: 1, skipped: ['skipped'] })
  })

  test('vitest: a file that did not load is a failure', () => {
    expect(vitestScore({ testResults: [vitestFile('failed'), vitestFile('passed', 'passed')] }, 1).failed).toBe(1)
  })

  test('nothing ran, no report, or a bad exit code never passes', () => {
    expect(vitestScore({ testResults: [] }, 0).failed).toBe(1)
    expect(vitestScore(undefined, 0).failed).toBe(1)
    expect(vitestScore({ testResults: [vitestFile('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1, skipped: [] })
    expect(playwrightScore(undefined, 0).failed).toBe(1)
  })

  test('playwright: nested suites, skips with their reason, a second try is told of', () => {
    const spec = (status: string, description?: string) => ({
      title: status,
      tests: [{ status, annotations: description === undefined ? [] : [{ type: 'skip', description }] }],
    })
    const report = { suites: [{ specs: [spec('expected')], suites: [{ specs: [spec('flaky'), spec('skipped', 'no root')] }] }] }
    expect(playwrightScore(report, 0)).toEqual({
      passed: 2,
      failed: 0,
      skipped: ['first try of: flaky (passed on the second)', 'skipped: no root'],
    })
    const broken = { suites: [{ specs: [spec('unexpected')] }] }
    expect(playwrightScore(broken, 1)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('adds up', () => {
    expect(total([vitestScore({ testResults: [vitestFile('passed', 'passed')] }, 0), vitestScore(undefined, 1)])).toEqual({
      passed: 1,
      failed: 1,
      skipped: [],
    })
  })
})
