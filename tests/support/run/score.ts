/** What one phase of `npm test` found. */
export type Score = {
  readonly passed: number
  readonly failed: number
  /** One line for each failure that has a name: which test, and the first words of why. The end of a long log shows them again. */
  readonly failures: readonly string[]
  /** One line for each thing that was left out, with its reason. */
  readonly skipped: readonly string[]
}

/** A check that has no tests inside: it passed or it did not. */
export function checkScore(code: number): Score {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, failures: [], skipped: [] }
}

/** A phase that cannot run on this machine. */
export function skippedScore(phase: string, reason: string): Score {
  return { passed: 0, failed: 0, failures: [], skipped: [`${phase}: ${reason}`] }
}

/** A phase that did not run though this machine could have what it lacks: as bad as a test that fails. */
export function lackingScore(phase: string, reason: string): Score {
  return { passed: 0, failed: 1, failures: [`${phase}: ${reason}`], skipped: [] }
}

type VitestReport = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[] | null
    }[]
  }[]
}

/**
 * Counts vitest's JSON report. A file that could not even be loaded counts as one failure; a report without a single test is a
 * failure too, so that a wrong pattern cannot pass. A test that passed only when it was repeated is told of with what went wrong at first.
 * @param report the parsed report, undefined when none was written
 * @param code the exit code of vitest
 */
export function vitestScore(report: VitestReport | undefined, code: number): Score {
  const files = report?.testResults ?? []
  const tests = files.flatMap((file) => file.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const skipped = [
    ...tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
    ...tests.flatMap(({ failureMessages, fullName, status }) =>
      status === 'passed' && failureMessages?.[0] !== undefined ? [firstTry(fullName, failureMessages[0])] : [],
    ),
  ]
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = tests.filter((test) => test.status === 'failed')
  const failures = [
    ...failed.map((test) => because(test.fullName, test.failureMessages?.[0])),
    ...broken.map((file) => because(file.name.replace(/^.*\/(?=tests\/)/, ''), file.message)),
  ]
  return atLeastOne({ passed, failed: failures.length, failures, skipped }, code)
}

type PlaywrightSuite = {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: string
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
      readonly results?: readonly { readonly errors?: readonly { readonly message?: string }[] }[]
    }[]
  }[]
}
type PlaywrightReport = PlaywrightSuite & { readonly errors?: readonly { readonly message?: string }[] }

/**
 * Counts Playwright's JSON report; a test that passed only on its second try counts as passed and is told of with what went wrong at first,
 * an error outside tests as one failure more.
 * @param report the parsed report, undefined when none was written
 * @param code the exit code of Playwright
 */
export function playwrightScore(report: PlaywrightReport | undefined, code: number): Score {
  let passed = 0
  const failures = (report?.errors ?? []).map((error) => because('outside tests', error.message))
  const skipped: string[] = []
  const visit = (suite: PlaywrightSuite): void => {
    for (const { title, tests } of suite.specs ?? []) {
      for (const { status, annotations, results } of tests) {
        const why = results?.flatMap((result) => result.errors ?? [])[0]?.message
        if (status === 'expected') passed++
        else if (status === 'flaky') {
          passed++
          skipped.push(firstTry(title, why))
        } else if (status === 'skipped')
          skipped.push(`${title}: ${annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given'}`)
        else failures.push(because(title, why))
      }
    }
    suite.suites?.forEach(visit)
  }
  if (report !== undefined) visit(report)
  return atLeastOne({ passed, failed: failures.length, failures, skipped }, code)
}

/** A test that passed only when it was repeated. */
const firstTry = (title: string, why: string | undefined): string => because(`first try of: ${title} (passed when repeated)`, why)

/** `name: the first lines of the message in one`, without the colours of a terminal. */
function because(name: string, message: string | undefined): string {
  // oxlint-disable-next-line no-control-regex -- the escape that starts a colour is what is taken out
  const plain = (message ?? '').replaceAll(/\u001b\[[0-9;]*m/g, '')
  const lines = plain.split('\n').map((line) => line.trim())
  const why = lines.filter((line) => line !== '').slice(0, 6)
  return why.length === 0 ? name : `${name}: ${why.join(' | ').slice(0, 400)}`
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
    failures: scores.flatMap((score) => score.failures),
    skipped: scores.flatMap((score) => score.skipped),
  }
}
