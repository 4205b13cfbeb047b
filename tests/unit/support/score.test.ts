import { describe, expect, test } from 'vitest'
import { lackingScore, playwrightScore, skippedScore, total, vitestScore } from '../../support/run/score.ts'

const vitestFile = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each, fullName: each })),
})

describe('counting', () => {
  test('vitest: passed, failed and skipped tests', () => {
    const score = vitestScore({ testResults: [vitestFile('failed', 'passed', 'failed', 'skipped')] }, 1)
    expect(score).toEqual({ passed: 1, failed: 1, failures: ['failed'], skipped: ['skipped'] })
  })

  test('vitest: a test that passed only when it was repeated is told of, with what went wrong at first', () => {
    const again = { fullName: 'a call', status: 'passed', failureMessages: ['Error: no sound\n    at somewhere'] }
    const score = vitestScore({ testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [again] }] }, 0)
    expect(score).toMatchObject({ passed: 1, failed: 0, failures: [] })
    expect(score.skipped).toEqual(['first try of: a call (passed when repeated): Error: no sound | at somewhere'])
  })

  test('vitest: a file that did not load is a failure', () => {
    expect(vitestScore({ testResults: [vitestFile('failed'), vitestFile('passed', 'passed')] }, 1).failed).toBe(1)
  })

  test('nothing ran, no report, or a bad exit code never passes', () => {
    expect(vitestScore({ testResults: [] }, 0).failed).toBe(1)
    expect(vitestScore(undefined, 0).failed).toBe(1)
    expect(vitestScore({ testResults: [vitestFile('passed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
      failures: [],
      skipped: [],
    })
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
      failures: [],
      skipped: ['first try of: flaky (passed when repeated)', 'skipped: no root'],
    })
    const broken = { suites: [{ specs: [spec('unexpected')] }] }
    expect(playwrightScore(broken, 1)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('the end of the log names what failed and why, in one line without colours', () => {
    const message = '\u001b[31mError\u001b[39m: no card\n\n  expected 1\n  received 0'
    const said = 'Error: no card | expected 1 | received 0'
    const results = [{ errors: [{ message }] }]
    const specs = [{ title: 'a card', tests: [{ status: 'unexpected', annotations: [], results }] }]
    expect(playwrightScore({ suites: [{ specs }], errors: [{ message: 'no display' }] }, 1).failures).toEqual([
      'outside tests: no display',
      `a card: ${said}`,
    ])
    const flaky = { suites: [{ specs: [{ title: 'a card', tests: [{ status: 'flaky', annotations: [], results }] }] }] }
    expect(playwrightScore(flaky, 0).skipped).toEqual([`first try of: a card (passed when repeated): ${said}`])
    const broken = { name: '/somewhere/tests/unit/a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }
    expect(vitestScore({ testResults: [broken] }, 1).failures).toEqual(['tests/unit/a.test.ts: no such module'])
    expect(total([vitestScore({ testResults: [broken] }, 1), lackingScore('lab', 'no root')]).failures).toHaveLength(2)
  })

  test('what could have been installed and lacks is a failure, what cannot be had here is told', () => {
    expect(lackingScore('lab', 'not installed: baresip')).toMatchObject({ passed: 0, failed: 1 })
    expect(skippedScore('lab', 'needs Linux')).toMatchObject({ failed: 0, skipped: ['lab: needs Linux'] })
  })

  test('adds up', () => {
    expect(total([vitestScore({ testResults: [vitestFile('passed', 'passed')] }, 0), vitestScore(undefined, 1)])).toEqual({
      passed: 1,
      failed: 1,
      failures: [],
      skipped: [],
    })
  })
})
