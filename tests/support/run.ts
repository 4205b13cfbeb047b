/**
 * `npm test [-- --only=unit,e2e]`: installs what the tests need, then runs every phase whatever the ones before found. The last
 * line is `N passed, N failed`; the exit code is 1 when anything failed or nothing ran.
 */
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { PHASES, type Phase } from './run/phases.ts'
import { prepare } from './run/prepare.ts'
import { here, type Place } from './run/process.ts'
import { checkScore, total, type Score } from './run/score.ts'

const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const unknown = only?.filter((name) => !PHASES.some((phase) => phase.name === name)) ?? []
if (unknown.length > 0) {
  console.log(
    `No such phase: ${unknown.join(', ')}. There are ${PHASES.map((phase) => phase.name).join(', ')}.\n0 passed, 1 failed`,
  )
  process.exit(1)
}

interface Found {
  readonly name: string
  readonly score: Score
}

/** Runs one phase under a header and says what it found and how long it took. */
async function runPhase({ name, run }: Phase, place: Place = here): Promise<Found> {
  place.say(`\n=== ${name}`)
  const start = Date.now()
  const score = await run(place).catch((error: unknown) => {
    place.say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return checkScore(1)
  })
  for (const line of score.skipped) place.say(`skipped: ${line}`)
  place.say(`--- ${name}: ${score.passed} passed, ${score.failed} failed, ${((Date.now() - start) / 1000).toFixed(1)} s`)
  return { name, score }
}

/** Runs phases gently beside another one; what they have to say is said when both are done. */
async function runBeside(phases: readonly Phase[], next: Phase): Promise<Found[]> {
  const file = inCheckout('test-results/beside.log')
  mkdirSync(inCheckout('test-results'), { recursive: true })
  const output = openSync(file, 'w')
  const place: Place = { output, say: (line) => void writeSync(output, `${line}\n`), gently: true }
  const beside = (async () => {
    const found: Found[] = []
    for (const phase of phases) found.push(await runPhase(phase, place))
    return found
  })()
  const [others, found] = await Promise.all([beside, runPhase(next)])
  closeSync(output)
  process.stdout.write(readFileSync(file))
  return [...others, found]
}

console.log('=== install')
const lacking = await prepare().catch((error: unknown) => String(error))
console.log(lacking ?? 'nothing lacks')

const scores: Found[] = []
const waiting: Phase[] = []
for (const phase of PHASES.filter(({ name }) => only === undefined || only.includes(name))) {
  if (phase.beside) waiting.push(phase)
  else if (waiting.length > 0) scores.push(...(await runBeside(waiting.splice(0), phase)))
  else scores.push(await runPhase(phase))
}
for (const phase of waiting) scores.push(await runPhase(phase))

const { passed, failed, failures, skipped } = total(scores.map(({ score }) => score))
console.log('\n=== summary')
for (const { name, score } of scores)
  console.log(`${score.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${score.passed} passed, ${score.failed} failed`)
for (const line of skipped) console.log(`skipped: ${line}`)
for (const line of failures) console.log(`failed: ${line}`)
const nothing = passed + failed === 0
if (nothing) console.log('nothing ran')
console.log(`${passed} passed, ${nothing ? 1 : failed} failed`)
process.exitCode = failed > 0 || nothing ? 1 : 0
