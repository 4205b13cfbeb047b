import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import { isDebian, isRoot } from '../../../electron/tools/system/debian.ts'
import { noLabBecause } from '../lab.ts'
import { noNamespaceBecause, withoutNetwork } from './no-network.ts'
import { timed, type Place } from './process.ts'
import { checkScore, lackingScore, playwrightScore, skippedScore, vitestScore, type Score } from './score.ts'

/** One part of `npm test`. */
export interface Phase {
  readonly name: string
  readonly run: (place: Place) => Promise<Score>
  /** Needs no quiet machine, and disturbs nobody when it is run gently: goes beside the next phase that mostly waits. */
  readonly beside?: boolean
}

const MINUTE = 60_000
const RESULTS = inCheckout('test-results')

/** All phases in the order they run; the lab waits for its servers most of the time, so the checks go beside it. */
export const PHASES: readonly Phase[] = [
  npmScript('build'),
  ...[
    npmScript('check:types'),
    npmScript('check:lint'),
    npmScript('check:format'),
    npmScript('check:unused'),
    vitest('unit', 20 * MINUTE),
    vitest('security', 20 * MINUTE),
    playwright('desk', 25 * MINUTE),
  ].map((phase) => ({ ...phase, beside: true })),
  vitest('lab', 25 * MINUTE, noLabBecause),
  playwright('e2e', 45 * MINUTE),
  playwright('network', 10 * MINUTE, noNamespaceBecause, withoutNetwork),
  playwright('offline', 10 * MINUTE, noNamespaceBecause, withoutNetwork),
]

function npmScript(name: string): Phase {
  return { name, run: async (place) => checkScore(await timed('npm', ['run', '--silent', name], 10 * MINUTE, {}, place)) }
}

function vitest(project: string, timeoutMs: number, notHereBecause: () => string | undefined = () => undefined): Phase {
  return {
    name: project,
    run: async (place) => {
      const reason = notHereBecause()
      if (reason !== undefined) return notRun(project, reason)
      const report = freshReport(project)
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      const test = ['vitest', 'run', '--config', 'tests/vitest.config.ts', '--project', project, ...reporters]
      // Some labs start Electron: they need a display as well.
      const [command, ...args] = project === 'lab' ? onDisplay(test) : test
      const code = await timed(command!, args, timeoutMs, { NO_COLOR: '1' }, place)
      return vitestScore(read(report), code)
    },
  }
}

/** @param surrounded what the runner is started in */
function playwright(
  project: string,
  timeoutMs: number,
  notHereBecause: () => string | undefined = () => undefined,
  surrounded: (command: readonly string[]) => string[] = (command) => [...command],
): Phase {
  return {
    name: project,
    run: async (place) => {
      if (noDisplayHere()) return notRun(project, 'xvfb is not installed')
      const reason = notHereBecause()
      // What a kernel does not allow cannot be installed.
      if (reason !== undefined) return skippedScore(project, reason)
      const report = freshReport(project)
      const test = [
        'playwright',
        'test',
        '--config',
        'tests/playwright.config.ts',
        `--project=${project}`,
        '--reporter=list,json',
      ]
      const [command, ...args] = surrounded(onDisplay(test))
      const code = await timed(command!, args, timeoutMs, { PLAYWRIGHT_JSON_OUTPUT_NAME: report, FORCE_COLOR: '0' }, place)
      return playwrightScore(read(report), code)
    },
  }
}

/** Where the packages could have been installed (`prepare.ts`), what lacks is a failure; elsewhere the reason is told and the rest counts. */
function notRun(project: string, reason: string): Score {
  return isDebian() && isRoot() ? lackingScore(project, reason) : skippedScore(project, reason)
}

function noDisplayHere(): boolean {
  return process.platform === 'linux' && !existsSync('/usr/bin/xvfb-run')
}

/** On Linux a display of its own; -ac: the ordinary user who runs the app may draw on root's display. */
function onDisplay(command: readonly string[]): string[] {
  return process.platform === 'linux' ? ['xvfb-run', '-a', '-s', '-ac -screen 0 1600x1000x24', ...command] : [...command]
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
