/** What one phase of `npm test` found. */
export type Score = {
  readonly passed: number
  readonly failed: number
  /** One line for each thing that was left out, with its reason. */
  readonly skipped: readonly string[]
}

/** A check that has no tests inside: it passed or it did not. */
export function checkScore(code: number): Score {
  return code === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] }
}

/** A phase that cannot run on this machine. */
export function skippedScore(phase: string, reason: string): Score {
  return { passed: 0, failed: 0, skipped: [`${phase}: ${reason}`] }
}

type VitestReport = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/**
 * Counts vitest's JSON report. A file that could not even be loaded counts as one failure; a report without a single test is a
 * failure too, so that a wrong pattern cannot pass.
 * @param report the parsed report, undefined when none was written
 * @param code the exit code of vitest
 */
export function vitestScore(report: VitestReport | undefined, code: number): Score {
  const files = report?.testResults ?? []
  const tests = files.flatMap((file) => file.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const skipped = tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName)
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = tests.filter((test) => test.status === 'failed').length + broken.length
  return atLeastOne({ passed, failed, skipped }, code)
}

type PlaywrightSuite = {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: string
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}
type PlaywrightReport = PlaywrightSuite & { readonly errors?: readonly unknown[] }

/**
 * Counts Playwright's JSON report; a test that passed only on its second try counts as passed and is told of, an error outside tests as one failure more.
 * @param report the parsed report, undefined when none was written
 * @param code the exit code of Playwright
 */
export function playwrightScore(report: PlaywrightReport | undefined, code: number): Score {
  const score = { passed: 0, failed: report?.errors?.length ?? 0, skipped: [] as string[] }
  const visit = (suite: PlaywrightSuite): void => {
    for (const { title, tests } of suite.specs ?? []) {
      for (const { status, annotations } of tests) {
        if (status === 'expected') score.passed++
        else if (status === 'flaky') {
          score.passed++
          score.skipped.push(`first try of: ${title} (passed on the second)`)
        } else if (status === 'skipped')
          score.skipped.push(`${title}: ${annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given'}`)
        else score.failed++
      }
    }
    suite.suites?.forEach(visit)
  }
  if (report !== undefined) visit(report)
  return atLeastOne(score, code)
}

/** A runner that ended badly, or ran nothing at all, never counts as clean. */
function atLeastOne(score: Score, code: number): Score {
  const nothing = score.passed + score.failed + score.skipped.length === 0
  return score.failed === 0 && (code !== 0 || nothing) ? { ...score, failed: 1 } : score
}

/** Adds up phases. */
export function total(scores: readonly Score[]): Score {
  return {
    passed: scores.reduce((sum, score) => sum + score.passed, 0),
    failed: scores.reduce((sum, score) => sum + score.failed, 0),
    skipped: scores.flatMap((score) => score.skipped),
  }
}
