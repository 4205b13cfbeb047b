import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { random } from '../../support/random.ts'
import { account, startDesk } from './support/desk.ts'
import { startGate, type Gate } from './support/gate.ts'
import { keptInbox, type KeptInbox } from './support/kept-inbox.ts'
import { startMailLab, type MailLab } from './support/mail-lab.ts'
import { fillMaildir } from './support/maildir.ts'
import { startMortal, type Mortal } from './support/mortal.ts'

const letters = 2000
/**
 * When each life is killed: at so many questions for headers after its start, and up to so many milliseconds later. The first life asks for
 * the newest 750 by 150 (`sync/watch.ts`), one that finds letters goes on with the back-fill, 250 at a time (`sync/history.ts`);
 * it stores a page once it has asked for the next one.
 */
const kills = [
  { questions: 0, later: 300 },
  { questions: 1, later: 20 },
  { questions: 3, later: 60 },
  { questions: 3, later: 60 },
  { questions: 1, later: 60 },
  { questions: 2, later: 250 },
  { questions: 3, later: 100 },
]

let lab: MailLab
let gate: Gate
let root: string
/** What was asked of the server since it was last looked at; the line is not encrypted here, so that it can be read. */
let asked = ''
beforeAll(async () => {
  lab = await startMailLab()
  gate = await startGate(lab.ports.IMAP_PORT, (bytes) => void (asked += bytes.toString('latin1')))
  root = mkdtempSync(join(tmpdir(), 'courtesy-first-sync-'))
})
afterAll(async () => {
  await gate?.cut()
  await lab?.stop()
  rmSync(root, { recursive: true, force: true })
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const headerQuestions = () => asked.split('HEADER.FIELDS').length - 1

/** Waits until a life has asked for headers so often, or has no more to ask for. */
async function hasAsked(desk: Mortal, questions: number): Promise<void> {
  for (let tries = 1; headerQuestions() < questions; tries++) {
    if (tries % 100 === 0 && (await desk.inbox()).folder?.backfilledTo === 1) return
    await pause(5)
  }
}

/** UIDs that were asked for with this in the answer. */
function askedFor(what: string): number[] {
  const uids: number[] = []
  for (const [, set = '', items = ''] of asked.matchAll(/UID FETCH ([\d:,]+) \(([^\r\n]*)/g)) {
    if (!items.includes(what)) continue
    for (const range of set.split(',')) {
      const [from = 0, to = from] = range.split(':').map(Number)
      for (let uid = Math.min(from, to); uid <= Math.max(from, to); uid++) uids.push(uid)
    }
  }
  return uids
}

const configuration = () => ({
  accounts: [
    {
      account: {
        ...account(lab.ports),
        imap: { host: '127.0.0.1', port: gate.port, security: 'none' as const, user: 'service' },
        allowInsecure: true,
      },
      password: 'secret',
    },
  ],
  trustedCertificates: [lab.certificate],
})

/** Before it asks anything of the server, a life after a kill has all it had, without a gap from where its back-fill got to. */
function hasWhatItHad(now: KeptInbox, before: KeptInbox): void {
  const held = new Map(now.letters.map((letter) => [letter.uid, letter]))
  expect(now.messages, 'a letter is kept once').toBe(now.letters.length)
  for (const { id, uid } of before.letters) expect(held.get(uid)?.id, `letter ${uid} is the one it was`).toBe(id)
  if (!now.folder) return
  const { backfilledTo, uidNext } = now.folder
  expect(backfilledTo, 'never further away').toBeLessThanOrEqual(before.folder?.backfilledTo ?? uidNext)
  // Nothing is ever deleted here, so the server's UIDs have no gaps.
  const all = Array.from({ length: uidNext - backfilledTo }, (_, index) => backfilledTo + index)
  expect([...held.keys()], 'letters between where it got to and the newest').toEqual(all)
}

/** What was here is not asked for again: neither headers nor texts. */
function nothingTwice({ folder, letters: had }: KeptInbox): void {
  if (!folder) return
  const { backfilledTo, uidNext } = folder
  expect(
    askedFor('HEADER.FIELDS').filter((uid) => uid >= backfilledTo && uid < uidNext),
    'headers that were here',
  ).toEqual([])
  const complete = new Set(had.filter((letter) => letter.complete).map(({ uid }) => uid))
  expect(
    askedFor('BODY.PEEK[]').filter((uid) => complete.has(uid)),
    'texts that were here',
  ).toEqual([])
}

test(
  'killed again and again in the first sync and the back-fill: every letter is there once, as the server has it, and none is asked for twice',
  // What a kill lost is lost: another try must not hide it.
  { retry: 0, timeout: 180_000 },
  async () => {
    const seed = Number(process.env['COURTESY_SEED'] ?? Date.now() % 1_000_000)
    console.info(`seed ${seed} (COURTESY_SEED)`)
    const next = random(seed)
    fillMaildir(join(lab.folder, 'mail/service'), letters, {
      // The older ones are beyond the window in which texts are fetched at once.
      apart: 16 * 3600_000,
      length: 3,
      flags: (index) => `${index % 10 === 4 ? 'R' : ''}${index % 3 === 0 ? 'S' : ''}`,
    })
    const directory = join(root, 'records')
    let before: KeptInbox = { folder: null, letters: [], messages: 0 }
    const reached: number[] = []
    for (const [life, kill] of kills.entries()) {
      const desk = await startMortal(directory)
      const now = await desk.inbox()
      hasWhatItHad(now, before)
      reached.push(now.letters.length)
      asked = ''
      await desk.mail('configure', configuration())
      await hasAsked(desk, kill.questions)
      await pause(next() * kill.later)
      await desk.kill()
      nothingTwice(now)
      before = now
      // Meanwhile the world goes on.
      if (life % 3 === 1)
        await lab.mail.send({ from: 'anna@customer.test', to: 'service@toll.test', subject: `while away ${life}`, text: 'Hello' })
      await lab.mail.flag('service', 1 + Math.floor(next() * letters), '\\Seen', { remove: next() < 0.5 })
    }

    const last = await startDesk(directory)
    try {
      const now = await keptInbox(last)
      hasWhatItHad(now, before)
      reached.push(now.letters.length)
      console.info(`letters after each kill: ${reached.join(', ')}`)
      expect(new Set(reached).size, 'kills with more or less of them here').toBeGreaterThan(3)
      expect(now.folder?.backfilledTo, 'killed before the end').toBeGreaterThan(1)
      asked = ''
      await last.mail('configure', configuration())
      const truth = (await lab.mail.read('service')).map(({ flags, source, uid }) => ({
        uid,
        messageId: /^Message-ID: <?([^>\r\n]+)/im.exec(source)?.[1],
        seen: flags.has('\\Seen'),
        answered: flags.has('\\Answered'),
      }))
      const held = async () =>
        (await keptInbox(last)).letters.map(({ answered, messageId, seen, uid }) => ({
          uid,
          messageId: messageId?.replaceAll(/[<>]/g, ''),
          seen,
          answered,
        }))
      await last
        .until('all as the server has it', async () => JSON.stringify(await held()) === JSON.stringify(truth))
        .catch(() => 0)
      expect(await held()).toEqual(truth)
      hasWhatItHad(await keptInbox(last), now)
      nothingTwice(now)
      const had = new Set(now.letters.map(({ uid }) => uid))
      const lacking = truth.map(({ uid }) => uid).filter((uid) => !had.has(uid))
      expect(
        askedFor('HEADER.FIELDS').toSorted((a, b) => a - b),
        'what is lacking is asked for, once',
      ).toEqual(lacking)
      const unread = truth.filter(({ seen }) => !seen).length
      await last.until('the unread are counted', () => last.statuses.at(-1)?.unread === unread)
      await last.until('the newest texts', async () =>
        (await keptInbox(last)).letters.slice(-300).every(({ complete }) => complete),
      )
    } finally {
      await last.stop()
    }
  },
)
