import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { heldOut } from '../../shared/cues/hold-out.ts'
import { ask, must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { quietMailbox } from '../support/nowhere.ts'
import { sampleCue, sampleDeck } from '../unit/cues/support/sample-deck.ts'

const key = { 'db.key': { text: 'k'.repeat(64) } }
const profile = {
  version: 1,
  storage: { key: { file: 'db.key' } },
  mailboxes: [quietMailbox],
}

test('a letter being written brings a card; what the agent does with it is kept, and the deck can be tried on it', async ({
  start,
  home,
}) => {
  const where = home(profile, key)
  const { desk } = await start(where)
  await until(desk, 'open', (snapshot) => snapshot.access.state === 'open')
  const cue = sampleCue({
    id: 'say-it-well',
    technique: 'positive_language',
    channels: ['email'],
    stage: 'solve',
    when: { fact: 'draft.negativePhrases', atLeast: 1 },
    evidence: { ...sampleCue().evidence, en: 'You wrote: {{draft.negativePhrases}}' },
  })
  const deck = { ...sampleDeck([cue]), id: 'ours' }
  await expect.poll(async () => (await ask(desk, 'decks.list', null)).ok, { timeout: 15_000 }).toBe(true)
  expect(await must(desk, 'decks.save', { deck: { ...deck, cues: [cue, cue] } })).toMatchObject({
    ok: false,
    problems: [{ key: 'duplicateId' }],
  })
  expect(await must(desk, 'decks.save', { deck })).toEqual({ ok: true, id: 'ours', revision: 2 })
  await must(desk, 'decks.use', { id: 'ours' })

  const begin = { id: uuidv7(), kind: 'new', mailboxId: 'service', inReplyToId: null, contactId: null } as const
  await expect.poll(async () => (await ask(desk, 'drafts.begin', begin)).ok, { timeout: 15_000 }).toBe(true)
  const draft = await must(desk, 'drafts.get', { id: begin.id })
  const text = 'Dear Ms Whitfield, unfortunately we cannot help you with the invoice.'
  await must(desk, 'drafts.put', { draft: { ...draft, text, html: `<p>${text}</p>` } })
  const { cue: view } = await until(desk, 'a card', (snapshot) => snapshot.cue !== null)
  expect(view).toMatchObject({
    interactionId: draft.id,
    cueId: 'say-it-well',
    evidence: 'You wrote: unfortunately; cannot',
    card: { say: 'say en' },
  })
  const eventId = view?.eventId ?? ''
  await must(desk, 'cue.painted', { eventId, at: new Date().toISOString() })
  await must(desk, 'cue.act', { eventId, act: 'done' })
  await until(desk, 'no card', (snapshot) => snapshot.cue === null)
  expect(await must(desk, 'cue.history', { interactionId: draft.id })).toMatchObject([
    { id: eventId, state: 'done', deckRevision: 2 },
  ])
  const figures = await must(desk, 'cue.figures', { from: null, to: null, cursor: null })
  expect(figures.items).toMatchObject([{ cueId: 'say-it-well', due: 1, shown: 1, done: 1, cue: { say: 'say en' } }])

  await must(desk, 'cue.letter', { conversationId: null })
  const edited = await must(desk, 'decks.get', { id: 'ours' })
  await expect
    .poll(() => must(desk, 'decks.try', { deck: edited, cueId: 'say-it-well', interactionId: draft.id }), { timeout: 10_000 })
    .toMatchObject({ ok: true, known: true, moments: [{ kind: 'due', stage: 'solve' }, { kind: 'shown' }] })

  // A broken file leaves the last good deck and says where.
  const file = join(where.userData, 'cue-decks', 'ours.json')
  const good = readFileSync(file, 'utf8')
  writeFileSync(file, good.replace('"solve"', '"sing"'))
  await expect
    .poll(async () => (await must(desk, 'decks.list', null)).find(({ id }) => id === 'ours')?.problem?.problems[0], {
      timeout: 10_000,
    })
    .toMatchObject({ place: 'cues[0].stage', key: 'wrongWord', line: good.slice(0, good.indexOf('"solve"')).split('\n').length })
  expect((await must(desk, 'decks.get', { id: 'ours' })).cues).toHaveLength(1)
  // The lead reads it where the decks are: the file, the line, the place in it and the reason.
  await desk.getByRole('link', { name: /^Supervision/ }).click()
  await desk.getByRole('button', { name: /^Cue deck/ }).click()
  const line = String(good.slice(0, good.indexOf('"solve"')).split('\n').length)
  const told = desk.getByRole('main').getByText(/ours\.json: /)
  await expect(told).toContainText(`${line}`)
  await expect(told).toContainText('cues[0].stage')
  writeFileSync(file, good)
  await expect(told).toBeHidden()

  // Of two more letters one has the card, which is overruled; in the other it is kept back to be compared with.
  await expect.poll(async () => (await ask(desk, 'decks.get', { id: 'ours' })).ok).toBe(true)
  const share = 0.5
  await must(desk, 'decks.save', { deck: { ...edited, limits: { ...edited.limits, holdOutShare: share } } })
  const drawn = (kept: boolean): string => {
    for (;;) {
      const id = uuidv7()
      if (heldOut('ours', 'say-it-well', id, share) === kept) return id
    }
  }
  const write = async (id: string): Promise<void> => {
    const { updatedAt: _at, ...next } = await must(desk, 'drafts.begin', { ...begin, id })
    await must(desk, 'drafts.put', { draft: { ...next, text, html: `<p>${text}</p>` } })
  }
  await write(drawn(false))
  const second = await until(desk, 'the card once more', (snapshot) => snapshot.cue !== null)
  await must(desk, 'cue.painted', { eventId: second.cue?.eventId ?? '', at: new Date().toISOString() })
  await must(desk, 'cue.act', {
    ...{ eventId: second.cue?.eventId ?? '', act: 'overruled' },
    reason: 'She asked for the plain truth.',
  })
  const compared = drawn(true)
  await write(compared)
  await expect
    .poll(async () => (await must(desk, 'cue.history', { interactionId: compared })).map(({ state }) => state), {
      timeout: 10_000,
    })
    .toEqual(['held_out'])
  await desk.getByRole('button', { name: /^Technique cues/ }).click()
  const table = desk.getByRole('main').getByRole('table')
  const names = await table.getByRole('columnheader').allInnerTexts()
  const row = table.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: /^say en/ }) })
  const cells = await row.getByRole('cell').allInnerTexts()
  expect(Object.fromEntries(names.slice(1).map((name, at) => [name.toLowerCase(), cells[at]]))).toEqual({
    ...{ due: '3', shown: '2', done: '1', 'not now': '0', overruled: '1', faded: '0', 'kept back': '1' },
  })
  await row.getByText('1 reason').click()
  await expect(row.getByText('She asked for the plain truth.')).toBeVisible()
})
