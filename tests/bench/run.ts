/**
 * `npm run bench`: prints one JSON object of figures. Claims are ratios of things measured side by side in this run; milliseconds
 * are given beside them for the machine at hand. `--quick` takes small databases and few repetitions (for trying the bench itself),
 * `--parts=starts,records` measures only these.
 */
import { describe, findRuntime } from '../../electron/tools/runtime/find.ts'
import { ensureBuilt } from '../../electron/tools/start/build.ts'
import { makeHome } from '../support/app/home.ts'
import { measureCalls, type CallFigures } from './calls.ts'
import { measureCueEngine } from './cue-engine.ts'
import { benchProfile, measureDesk } from './desk.ts'
import { onSomeDisplay } from './display.ts'
import { noLabBecause } from '../support/lab.ts'
import { noNamespaceBecause } from '../support/run/no-network.ts'
import { prepare } from '../support/run/prepare.ts'
import { measureFirstSound, type FirstSound } from './first-sound.ts'
import { measureFirstSync, type FirstSync } from './mail-first-sync.ts'
import { measureNetworkChange, type NetworkChange } from './network.ts'
import { measurePractice } from './practice.ts'
import { measureRecords } from './records.ts'
import { benchExchange } from './ringing.ts'
import { median, round } from './statistics.ts'
import { bareExecutable, benchHome, measureStart } from './windows.ts'

const quick = process.argv.includes('--quick')
const wanted = process.argv
  .find((argument) => argument.startsWith('--parts='))
  ?.slice('--parts='.length)
  .split(',')
const say = (words: string): void => void process.stderr.write(`${words}\n`)

/** Cold starts and idle memory, ours and a bare window's by turns. */
async function starts(): Promise<object> {
  const exchange = await benchExchange()
  const bare = await bareExecutable()
  const home = await benchHome(benchProfile(exchange.peer.url))
  const empty = makeHome()
  try {
    const ours: number[] = []
    const theirs: number[] = []
    for (let n = 0; n < (quick ? 3 : 9); n++) {
      theirs.push((await measureStart(empty, bare.executable, null)).usableMs)
      ours.push((await measureStart(home, undefined, null)).usableMs)
    }
    const rests: { bare: number; courtesy: number }[] = []
    for (let n = 0; n < (quick ? 1 : 3); n++)
      rests.push({
        bare: (await measureStart(empty, bare.executable, 10_000)).pssMiB ?? Number.NaN,
        courtesy: (await measureStart(home, undefined, 10_000)).pssMiB ?? Number.NaN,
      })
    const idle = { bare: median(rests.map((one) => one.bare)), courtesy: median(rests.map((one) => one.courtesy)) }
    return {
      coldStart: {
        courtesyMs: round(median(ours), 0),
        bareMs: round(median(theirs), 0),
        ratio: round(median(ours) / median(theirs)),
        goal: 1.5,
      },
      idleMemory: {
        courtesyMiB: round(idle.courtesy, 0),
        bareMiB: round(idle.bare, 0),
        ratio: round(idle.courtesy / idle.bare),
        goal: 1.5,
      },
    }
  } finally {
    bare.remove()
    home.remove()
    empty.remove()
    await exchange.peer.close()
  }
}

/** Ringing, dialling and search over a small and a large set of records. */
async function records(): Promise<object> {
  const small = { contacts: 1000, interactions: 10_000 }
  const large = quick ? { contacts: 2000, interactions: 20_000 } : { contacts: 100_000, interactions: 1_000_000 }
  const rings = quick ? 10 : 60
  say(`desk with ${small.interactions} interactions`)
  const little = await measureDesk(small.contacts, small.interactions, rings)
  say(`desk with ${large.interactions} interactions`)
  const much = await measureDesk(large.contacts, large.interactions, rings)
  say('records alone')
  const alone = await measureRecords(large.contacts, large.interactions)
  return {
    inviteToCustomer: {
      ...large,
      p50Ms: much.regionP50,
      p95Ms: much.regionP95,
      goalP95Ms: 100,
      ratioToTenThousand: round(much.regionP95 / little.regionP95),
      goalRatio: 1.3,
    },
    callToInvite: { p50Ms: much.dialP50, p95Ms: much.dialP95, goalMs: 150 },
    records: alone,
  }
}

/** First sync of a mailbox; needs root, Dovecot and Postfix, so null elsewhere. */
async function firstSync(): Promise<FirstSync | null> {
  if (noLabBecause() !== undefined) return null
  const letters = quick ? 1000 : 10_000
  say(`first sync of ${letters} letters`)
  return measureFirstSync(letters)
}

/** Answer → first sound, through the real exchange; null where there is no lab. */
async function firstSound(): Promise<FirstSound | null> {
  if (noLabBecause() !== undefined) return null
  say('first sound')
  return measureFirstSound(quick ? 3 : 12)
}

/** What a call costs and how it goes on; null where there is no lab. */
async function calls(): Promise<CallFigures | null> {
  if (noLabBecause() !== undefined) return null
  say('calls')
  return measureCalls(quick)
}

/** A change of network in a call → both ends hear each other again; null where no two networks can be made. */
async function networkChange(): Promise<NetworkChange | null> {
  if ((noLabBecause() ?? noNamespaceBecause()) !== undefined) return null
  say('change of network')
  return measureNetworkChange(quick ? 3 : 12)
}

/** What a part finds is said at once, and a part that fails takes no other with it. */
async function part(name: string, measure: () => Promise<object | null> | object): Promise<object | null> {
  if (wanted !== undefined && !wanted.includes(name)) return null
  try {
    const found = await measure()
    say(`${name}: ${JSON.stringify(found)}`)
    return found
  } catch (error) {
    say(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    process.exitCode = 1
    return { failed: String(error).split('\n')[0] }
  }
}

// The cue engine is a pure function; everything else measures the built app or servers on a display.
if (wanted === undefined || wanted.some((name) => name !== 'cues')) {
  // What the tests need is what is measured with: installed where it can be, named where it cannot.
  const lacking = await prepare()
  if (lacking !== undefined) say(lacking)
  await ensureBuilt()
  onSomeDisplay()
}
const runtime = await findRuntime()
say(describe(runtime))
const figures = {
  electron: describe(runtime),
  quick,
  ...(await part('starts', starts)),
  ...(await part('records', records)),
  cueEngine: await part('cues', () => measureCueEngine(quick ? 5 : 50)),
  practice: await part('practice', () => measurePractice(quick ? 2 : 10)),
  answerToFirstSound: await part('sound', firstSound),
  calls: await part('calls', calls),
  audioBackAfterNetworkChangeMs: await part('network', networkChange),
  firstSync: await part('sync', firstSync),
}
console.log(JSON.stringify(figures, null, 2))
