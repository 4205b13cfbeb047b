import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import { noLabBecause } from '../lab.ts'
import { timed } from './process.ts'
import { checkScore, playwrightScore, skippedScore, vitestScore, type Score } from './score.ts'

/** One part of `npm test`. */
export type Phase = { readonly name: string; readonly run: () => Promise<Score> }

const MINUTE = 60_000
const RESULTS = inCheckout('test-results')

/** All phases in the order they run: what fails fastest comes first. */
export const PHASES: readonly Phase[] = [
  npmScript('build'),
  npmScript('check:types'),
  npmScript('check:lint'),
  npmScript('check:format'),
  npmScript('check:unused'),
  vitest('unit', 10 * MINUTE),
  vitest('security', 10 * MINUTE),
  vitest('lab', 20 * MINUTE, noLabBecause),
  playwright('e2e', 25 * MINUTE),
]

function npmScript(name: string): Phase {
  return { name, run: async () => checkScore(await timed('npm', ['run', '--silent', name], 10 * MINUTE)) }
}

function vitest(project: string, timeoutMs: number, notHereBecause: () => string | undefined = () => undefined): Phase {
  return {
    name: project,
    run: async () => {
      const reason = notHereBecause()
      if (reason !== undefined) return skippedScore(project, reason)
      const report = freshReport(project)
      const code = await timed(
        'vitest',
        [
          'run',
          '--config',
          'tests/vitest.config.ts',
          '--project',
          project,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
        ],
        timeoutMs,
      )
      return vitestScore(read(report), code)
    },
  }
}

function playwright(name: string, timeoutMs: number): Phase {
  return {
    name,
    run: async () => {
      const test = ['playwright', 'test', '--config', 'tests/playwright.config.ts', '--reporter=list,json']
      const report = freshReport(name)
      const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report }
      if (process.platform !== 'linux') return playwrightScore(read(report), await timed(test[0]!, test.slice(1), timeoutMs, env))
      if (!existsSync('/usr/bin/xvfb-run')) return skippedScore(name, 'xvfb is not installed')
      // -ac: the ordinary user who runs the app may draw on root's display.
      const code = await timed('xvfb-run', ['-a', '-s', '-ac -screen 0 1600x1000x24', ...test], timeoutMs, env)
      return playwrightScore(read(report), code)
    },
  }
}

function freshReport(name: string): string {
  mkdirSync(RESULTS, { recursive: true })
  const file = join(RESULTS, `${name}.json`)
  rmSync(file, { force: true })
  return file
}

function read<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}
