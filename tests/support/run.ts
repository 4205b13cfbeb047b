/**
 * `npm test [-- --only=unit,e2e]`: installs what the tests need, then runs every phase whatever the ones before found. The last
 * line is `N passed, N failed`; the exit code is 1 when anything failed or nothing ran.
 */
import { PHASES } from './run/phases.ts'
import { prepare } from './run/prepare.ts'
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

/** Runs one phase under a header and says what it found and how long it took. */
async function runPhase(name: string, work: () => Promise<Score>): Promise<Score> {
  console.log(`\n=== ${name}`)
  const start = Date.now()
  const score = await work().catch((error: unknown) => {
    console.log(error)
    return checkScore(1)
  })
  for (const line of score.skipped) console.log(`skipped: ${line}`)
  console.log(`--- ${name}: ${score.passed} passed, ${score.failed} failed, ${((Date.now() - start) / 1000).toFixed(1)} s`)
  return score
}

console.log('=== install')
const lacking = await prepare().catch((error: unknown) => String(error))
console.log(lacking ?? 'nothing lacks')

const scores: { name: string; score: Score }[] = []
for (const { name, run } of PHASES.filter((phase) => only === undefined || only.includes(phase.name))) {
  scores.push({ name, score: await runPhase(name, run) })
}

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
