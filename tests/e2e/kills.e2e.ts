import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { dispositionCodes } from '../../shared/domain/case-choices.ts'
import { ask, must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab, type Lab } from '../support/lab.ts'
import { startPlain } from '../support/plain-app.ts'
import { eva, settle } from '../support/people.ts'
import { random } from '../support/random.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const kills = 50
const zooms = [100, 110, 125, 150] as const
type Zoom = (typeof zooms)[number]
type Disposition = (typeof dispositionCodes)[number]
/** Strangers who each have written once before the first kill. */
const strangers = ['zita@private.test', 'bela@private.test', 'vera@private.test']
const wordsInCall = 'written during the call'

/** What the app said it has; after every kill it must still have it. */
interface Acknowledged {
  contacts: Map<string, string>
  notes: Map<string, string>
  cases: Map<string, string>
  /** The zoom that was chosen last. */
  zoom: Map<'zoom', Zoom>
  scratch: Map<string, string>
  drafts: Map<string, string>
  /** Subject of each letter handed over to the outbox. */
  letters: Map<string, string>
  /** Call answered by the agent, told so by the app. */
  calls: Set<string>
  /** Outcome of each answered call whose wrap-up was finished. */
  finished: Map<string, Disposition>
  /** Customer each call was linked to last, by a person's choice. */
  linked: Map<string, string>
  /** The same of the strangers' conversations. */
  senders: Map<string, string>
  /** The strangers' conversations. */
  strangers: Set<string>
}

// What a kill lost is lost: another try must not hide it.
test.describe.configure({ retries: 0 })

test(`everything acknowledged survives ${kills} kills at random moments, and no letter is sent twice`, async ({ home }) => {
  test.setTimeout(15 * 60_000)
  const lab = await startLab()
  const seed = Number(process.env['COURTESY_SEED'] ?? Date.now() % 1_000_000)
  console.log(`seed ${seed} (COURTESY_SEED)`)
  const next = random(seed)
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  const kept: Acknowledged = {
    contacts: new Map(),
    notes: new Map(),
    cases: new Map(),
    zoom: new Map(),
    scratch: new Map(),
    drafts: new Map(),
    letters: new Map(),
    calls: new Set(),
    finished: new Map(),
    linked: new Map(),
    senders: new Map(),
    strangers: new Set(),
  }
  try {
    const first = await startPlain(where)
    await until(first.desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
    await settle(first.desk, 1)
    for (const from of strangers)
      await lab.mail.send({ from, to: 'service@toll.test', subject: `Question of ${from}`, text: 'When?' })
    const written = async (): Promise<string[]> =>
      (await must(first.desk, 'mail.conversations', { cursor: null })).items.map(({ id }) => id)
    await expect.poll(async () => (await written()).length, { timeout: 60_000 }).toBe(strangers.length)
    for (const id of await written()) kept.strangers.add(id)
    await first.kill()

    // On a busy machine less is acknowledged before each kill: then it takes more of them until there is enough to be lost.
    const enough = (): boolean =>
      [kept.contacts, kept.notes, kept.cases, kept.drafts, kept.letters].every((each) => each.size > 10)
    for (let kill = 0; kill < kills || (kill < 2 * kills && !enough()); kill++) {
      if (kill % 10 === 0) console.log(`kill ${kill}`, new Date().toISOString())
      const app = await startPlain(where)
      await until(app.desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 30_000)
      const { settings } = await must(app.desk, 'app.snapshot', null)
      for (const zoom of kept.zoom.values()) expect(settings.zoom, 'the zoom that was chosen last').toBe(zoom)
      const inCall = kill % 5 === 4 && (await answeredCall(app.desk, lab))
      const timer = setTimeout(() => void app.kill(), 30 + next() * (inCall ? 2500 : 1500))
      await work(app.desk, kept, next, kill).catch(() => undefined)
      clearTimeout(timer)
      await app.kill()
    }

    const last = await startPlain(where)
    await until(last.desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 30_000)
    await check(last.desk, kept)
    await settleLetters(last.desk, lab, kept)
    await last.kill()
    console.log(Object.fromEntries(Object.entries(kept).map(([name, all]) => [name, (all as Map<string, string>).size])))
    for (const each of [kept.contacts, kept.notes, kept.cases, kept.drafts, kept.letters]) expect(each.size).toBeGreaterThan(10)
    for (const each of [kept.calls, kept.finished]) expect(each.size).toBeGreaterThan(3)
    for (const each of [kept.linked, kept.senders]) expect(each.size).toBeGreaterThan(1)
  } finally {
    await lab.stop()
  }
})

/** Rings through the exchange and answers; false when the line did not come up in time (the exchange may still hold the killed one). */
async function answeredCall(desk: Page, lab: Lab): Promise<boolean> {
  try {
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.registration.state === 'registered', 10_000)
    await lab.telephone.hangUp().catch(() => undefined)
    await lab.telephone.dial(`sip:claims.2.${eva.dialled}@toll.test`)
    const rings = await until(
      desk,
      'it rings',
      (snapshot) => snapshot.interactions.some((each) => each.call?.phase === 'ringing'),
      5000,
    )
    const ringing = rings.interactions.find((each) => each.call?.phase === 'ringing')
    return ringing !== undefined && (await ask(desk, 'call.answer', { id: ringing.interaction.id })).ok
  } catch {
    return false
  }
}

/** Does things until it is cut off; only what was answered counts as acknowledged. */
async function work(desk: Page, kept: Acknowledged, next: () => number, round: number): Promise<void> {
  for (let step = 0; step < 200; step++) {
    const id = uuidv7()
    const text = `kept ${round}.${step}`
    const kind = Math.floor(next() * 11)
    if (kind === 0 && (await ask(desk, 'contacts.create', { id, input: { displayName: text } })).ok) kept.contacts.set(id, text)
    if (kind === 1 && (await ask(desk, 'notes.put', { note: { id, contactId: eva.id, interactionId: null, body: text } })).ok)
      kept.notes.set(id, text)
    if (kind === 2 && (await ask(desk, 'scratch.put', { key: `note:${round}.${step}`, value: text })).ok)
      kept.scratch.set(`note:${round}.${step}`, text)
    if (kind === 3 || kind === 4) {
      const begun = await ask(desk, 'drafts.begin', {
        id,
        kind: 'new',
        mailboxId: 'service',
        inReplyToId: null,
        contactId: eva.id,
        to: [{ name: eva.name, address: eva.mail }],
      })
      if (!begun.ok) return
      const { updatedAt: _at, ...draft } = begun.value
      if (!(await ask(desk, 'drafts.put', { draft: { ...draft, subject: text, html: `<p>${text}</p>`, text } })).ok) return
      if (kind === 3) kept.drafts.set(id, text)
      else if ((await ask(desk, 'outbox.queue', { id: uuidv7(), draftId: id, undoSeconds: 0, anyway: true })).ok)
        kept.letters.set(id, text)
    }
    if (kind === 5) await writeInCall(desk, kept)
    if (kind === 6) {
      if (!(await ask(desk, 'cases.create', { id, contactId: eva.id, interactionId: null, type: 'claim' })).ok) return
      if ((await ask(desk, 'cases.patch', { id, patch: { subject: text, nextStep: 'by noon' } })).ok) kept.cases.set(id, text)
    }
    if (kind === 8) await finishOne(desk, kept, next)
    if (kind === 9) await linkCall(desk, kept, next)
    if (kind === 10) await linkSender(desk, kept, next)
    if (kind === 7) await chooseZoom(desk, kept, zooms[Math.floor(next() * zooms.length)] ?? 100)
  }
}

/** What was asked for last and not answered may hold or not. */
async function chooseZoom(desk: Page, kept: Acknowledged, zoom: Zoom): Promise<void> {
  kept.zoom.delete('zoom')
  if ((await ask(desk, 'settings.set', { patch: { zoom } })).ok) kept.zoom.set('zoom', zoom)
}

const oneOf = <T>(all: readonly T[], next: () => number): T | undefined => all[Math.floor(next() * all.length)]

/** Ends the wrap-up of a call that a kill cut off; one that is finished stands as it is. */
async function finishOne(desk: Page, kept: Acknowledged, next: () => number): Promise<void> {
  const { interactions } = await must(desk, 'app.snapshot', null)
  const done = interactions.find(({ interaction }) => interaction.state === 'wrap_up')
  const code = oneOf(dispositionCodes, next)
  if (!done || code === undefined) return
  const { id } = done.interaction
  if ((await ask(desk, 'interaction.finish', { id, code, note: wordsInCall })).ok) kept.finished.set(id, code)
}

/** Says whose call it is: one under way, in wrap-up, or long over. */
async function linkCall(desk: Page, kept: Acknowledged, next: () => number): Promise<void> {
  const id = oneOf([...kept.calls, ...kept.finished.keys()], next)
  const contactId = oneOf([...kept.contacts.keys()], next)
  if (id === undefined || contactId === undefined) return
  // Asked for and not answered, it may hold or not.
  kept.linked.delete(id)
  if ((await ask(desk, 'interaction.identify', { id, contactId })).ok) kept.linked.set(id, contactId)
}

/** Says who a stranger is that has written. */
async function linkSender(desk: Page, kept: Acknowledged, next: () => number): Promise<void> {
  const id = oneOf([...kept.strangers], next)
  const contactId = oneOf([...kept.contacts.keys()], next)
  if (id === undefined || contactId === undefined) return
  kept.senders.delete(id)
  if ((await ask(desk, 'conversation.link', { id, contactId })).ok) kept.senders.set(id, contactId)
}

async function writeInCall(desk: Page, kept: Acknowledged): Promise<void> {
  const snapshot = await must(desk, 'app.snapshot', null)
  const talking = snapshot.interactions.find((each) => each.call?.phase === 'connected')
  if (!talking) return
  const { id } = talking.interaction
  if ((await ask(desk, 'interaction.note', { id, note: wordsInCall })).ok) kept.calls.add(id)
}

async function check(desk: Page, kept: Acknowledged): Promise<void> {
  for (const [id, name] of kept.contacts) expect((await must(desk, 'contacts.card', { id })).contact.displayName).toBe(name)
  const bodies = new Map<string, string>()
  for (let cursor: string | null = null; ;) {
    const page: { items: { kind: string; id: string; title: string; summary: string }[]; nextCursor: string | null } = await must(
      desk,
      'timeline.list',
      { contactId: eva.id, cursor, limit: 200 },
    )
    for (const entry of page.items) if (entry.kind === 'note') bodies.set(entry.id, `${entry.title} ${entry.summary}`)
    cursor = page.nextCursor
    if (cursor === null) break
  }
  for (const [id, body] of kept.notes) expect(bodies.get(id), `note ${body}`).toContain(body)
  for (const [id, subject] of kept.cases)
    expect(await must(desk, 'cases.get', { id })).toMatchObject({ subject, nextStep: 'by noon' })
  for (const [key, value] of kept.scratch) expect((await must(desk, 'scratch.get', { key })).value).toBe(value)
  for (const [id, subject] of kept.drafts) expect((await must(desk, 'drafts.get', { id })).subject).toBe(subject)
  for (const id of kept.calls) expect((await must(desk, 'interactions.get', { id })).interaction.note).toBe(wordsInCall)
  for (const [id, disposition] of kept.finished)
    expect((await must(desk, 'interactions.get', { id })).interaction, 'a finished wrap-up').toMatchObject({
      state: 'closed',
      outcome: 'answered',
      disposition,
      note: wordsInCall,
    })
  for (const [id, contactId] of kept.linked)
    expect((await must(desk, 'interactions.get', { id })).interaction, 'whose call it is').toMatchObject({ contactId })
  for (const [id, contactId] of kept.senders)
    expect((await must(desk, 'mail.conversation', { id })).conversation, 'who has written').toMatchObject({ contactId })
}

/** Every letter ends as sent, or asks the person; none is lost, none arrives twice. */
async function settleLetters(desk: Page, lab: Lab, kept: Acknowledged): Promise<void> {
  await until(
    desk,
    'the outbox has come to rest',
    (snapshot) => snapshot.outbox.every((item) => ['done', 'unknown', 'failed'].includes(item.state)),
    120_000,
  )
  const outbox = await must(desk, 'outbox.list', null)
  const arrived = (await lab.mail.read('eva')).map((mail) => /^Subject: (.*)$/m.exec(mail.source)?.[1]?.trim() ?? '')
  const sent = (await lab.mail.read('service', 'Sent')).map((mail) => /^Subject: (.*)$/m.exec(mail.source)?.[1]?.trim() ?? '')
  for (const subject of kept.letters.values()) {
    const copies = arrived.filter((each) => each === subject).length
    expect(copies, `${subject} arrived at most once`).toBeLessThanOrEqual(1)
    expect(sent.filter((each) => each === subject).length, `${subject} is in Sent at most once`).toBeLessThanOrEqual(1)
    const asksThePerson = outbox.some((item) => item.subject === subject && item.state === 'unknown')
    expect(copies === 1 || asksThePerson, `${subject} arrived or asks the person`).toBe(true)
  }
}
