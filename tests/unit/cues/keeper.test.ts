import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { CueKeeper } from '../../../electron/cues/cue-keeper.ts'
import { tryEdited } from '../../../electron/cues/decks/try.ts'
import type { CueView } from '#shared/contract/desk/cues.ts'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { AppError } from '#shared/contract/result.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import type { Call } from '#shared/domain/call.ts'
import { openBench } from '../records/support/records.ts'
import { call, contact } from '../records/support/samples.ts'
import { sampleCue, sampleDeck } from './support/sample-deck.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/** A keeper over real records, with a deck that is in force from the first second. */
async function bench(cues: readonly Cue[], limits: Partial<Deck['limits']> = {}) {
  const { ask } = await openBench(onTestFinished)
  const deck = sampleDeck(cues, limits)
  const views: (CueView | null)[] = []
  const desk: { language: CueLanguage } = { language: 'hu' }
  const keeper = new CueKeeper({
    records: {
      call: (name, input) =>
        ask(name, input).then(
          (value) => ({ ok: true as const, value }),
          (thrown: { error: AppError }) => ({ ok: false as const, error: thrown.error }),
        ),
    },
    deck: () => deck,
    language: () => desk.language,
    show: (view) => views.push(view),
    newId: uuidv7,
    log: () => undefined,
  })
  onTestFinished(() => keeper.interactionsChanged([]))
  const history = async (interactionId: string) =>
    (await ask('cues.list', { interactionId })).map((each) => `${each.cueId} ${each.state}`)
  return { ask, keeper, deck, desk, views, history, last: () => views.at(-1) ?? null }
}

const active = (more: Parameters<typeof call>[0], held = false): ActiveInteraction => ({
  interaction: call({ startedAt: new Date().toISOString(), ...more }),
  call: { held } as Call,
  display: null,
  divertedDisplay: null,
  card: null,
  candidates: [],
  matching: false,
  wrapUpAt: null,
  wrapUpEndsAt: null,
})
const greet = (more: Partial<Cue> = {}): Cue =>
  sampleCue({
    id: 'name-them',
    stage: 'greet',
    on: ['answered'],
    when: { fact: 'queue', is: 'invoices' },
    evidence: sampleCue().evidence,
    ...more,
  })
const answered = () => new Date().toISOString()

test('a call makes a card due, the agent acts on it, and all of it is on disk', async () => {
  const { keeper, last, history, ask } = await bench([
    greet({ questions: [{ field: 'subject', ask: sampleCue().evidence }], playbook: 'invoices' }),
  ])
  const ringing = active({})
  keeper.interactionsChanged([ringing])
  expect(last()).toBeNull()
  const talking = { ...ringing, interaction: { ...ringing.interaction, state: 'talk' as const, answeredAt: answered() } }
  keeper.interactionsChanged([talking])
  const view = last()
  expect(view).toMatchObject({
    interactionId: ringing.interaction.id,
    conversationId: null,
    cueId: 'name-them',
    language: 'hu',
    card: { say: 'say hu' },
    evidence: 'hu: – contacts this week',
    playbook: 'invoices',
    number: 1,
    of: 4,
  })
  if (!view) return
  keeper.painted(view.eventId, new Date(Date.parse(view.shownAt) + 42).toISOString())
  await keeper.act(view.eventId, 'overruled', 'she had told me already')
  expect(last()).toBeNull()
  const [kept] = await ask('cues.list', { interactionId: ringing.interaction.id })
  expect(kept).toMatchObject({ state: 'overruled', reason: 'she had told me already', latencyMs: 42, cueId: 'name-them' })
  expect(kept?.evidence.facts).toMatchObject({ queue: 'Invoices', 'contact.recentCount': null })
  await expect(keeper.act(uuidv7(), 'done', null)).rejects.toMatchObject({ error: { kind: 'not_found' } })
  expect(await history(ringing.interaction.id)).toEqual(['name-them overruled'])
})

test('who calls is waited for: the first card is the weightiest of all that fit, not the one that was known first', async () => {
  const menu = greet({ id: 'menu', on: ['offered', 'contact_changed'], priority: 40 })
  const again = greet({
    id: 'again',
    on: ['offered', 'contact_changed'],
    priority: 60,
    when: { fact: 'contact.recentCount', atLeast: 3 },
  })
  const { keeper, last, ask } = await bench([menu, again])
  const contactId = uuidv7()
  await ask('contacts.create', { id: contactId, input: contact('Anna', '+36301234567') })
  const card = { ...(await ask('contacts.card', { id: contactId })), recentCount: 3 }
  const ringing = active({})
  keeper.interactionsChanged([{ ...ringing, matching: true }])
  expect(last()).toBeNull()
  keeper.interactionsChanged([{ ...ringing, card }])
  expect(last()?.cueId).toBe('again')
  // Answered before the records said who it is: the call has its cues all the same.
  keeper.interactionsChanged([])
  keeper.interactionsChanged([{ ...active({ state: 'talk', answeredAt: answered() }), matching: true }])
  expect(last()?.cueId).toBe('menu')
})

test('a card on which something is open does not go by itself, and says for how long it stays', async () => {
  const { keeper, last } = await bench([greet({ expiresSeconds: 2 })])
  keeper.interactionsChanged([active({ state: 'talk', answeredAt: answered() })])
  const view = last()
  keeper.use(view?.eventId ?? '', true)
  expect(Date.parse(last()?.expiresAt ?? '')).toBeGreaterThan(Date.now() + 60_000)
  await new Promise((done) => setTimeout(done, 3200))
  expect(last()?.eventId).toBe(view?.eventId)
  keeper.use(view?.eventId ?? '', false)
  const left = Date.parse(last()?.expiresAt ?? '') - Date.now()
  expect(left).toBeGreaterThan(1000)
  expect(left).toBeLessThan(15_000)
})

test('while the agent types nothing comes; at the pause it does', async () => {
  const { keeper, last } = await bench([greet()])
  const ringing = active({})
  keeper.typing(true)
  keeper.interactionsChanged([ringing])
  keeper.interactionsChanged([{ ...ringing, interaction: { ...ringing.interaction, state: 'talk', answeredAt: answered() } }])
  expect(last()).toBeNull()
  // Nobody says that the typing ended: it is forgotten by itself.
  await vi.waitFor(() => expect(last()?.cueId).toBe('name-them'), { timeout: 4000 })
})

test('one card for the whole desk: a second call waits for the first, and a closed one takes its card along', async () => {
  const { keeper, last, history } = await bench([greet()])
  const [one, two] = [active({ state: 'talk', answeredAt: answered() }), active({ state: 'talk', answeredAt: answered() }, true)]
  keeper.interactionsChanged([one, two])
  expect(last()?.interactionId).toBe(one.interaction.id)
  keeper.interactionsChanged([])
  expect(last()).toBeNull()
  await keeper.flush()
  expect(await history(one.interaction.id)).toEqual(['name-them expired'])
  expect(await history(two.interaction.id)).toEqual(['name-them expired'])
})

test('case and contact of the records become facts', async () => {
  const cue = greet({
    on: ['case_changed'],
    when: {
      all: [
        { fact: 'case.reason', is: 'price_higher' },
        { fact: 'contact.lastScore', atMost: 4 },
        { fact: 'contact.openComplaints', atLeast: 1 },
      ],
    },
  })
  const { keeper, last, ask } = await bench([cue])
  const [contactId, caseId] = [uuidv7(), uuidv7()]
  await ask('contacts.create', { id: contactId, input: { ...contact('Anna', '+36301234567'), custom: { lastScore: '3' } } })
  await ask('cases.create', { id: caseId, contactId, interactionId: null, type: 'complaint' })
  const card = await ask('contacts.card', { id: contactId })
  const talking = { ...active({ state: 'talk', answeredAt: answered(), contactId, caseId }), card }
  keeper.interactionsChanged([talking])
  await ask('cases.patch', { id: caseId, patch: { reason: 'price_higher' } })
  keeper.casesChanged()
  await vi.waitFor(() => expect(last()?.cueId).toBe('name-them'), { timeout: 4000 })
})

test('a past interaction can be tried with a cue as it is being edited', async () => {
  const { keeper, ask, deck } = await bench([])
  const ringing = active({ startedAt: new Date(Date.now() - 5000).toISOString() })
  keeper.interactionsChanged([ringing])
  const talking = { ...ringing, interaction: { ...ringing.interaction, state: 'talk' as const, answeredAt: answered() } }
  keeper.interactionsChanged([talking])
  keeper.interactionsChanged([{ ...talking, call: { held: true } as Call }])
  keeper.interactionsChanged([])
  const id = ringing.interaction.id
  const trace = await vi.waitFor(async () => {
    const found = await ask('cues.trace', { interactionId: id })
    expect(found.trace).not.toBeNull()
    return found.trace
  })
  const edited = { ...deck, cues: [greet({ on: ['held'], holdOutShare: 0.5 })] }
  expect(tryEdited(edited, 'name-them', id, trace, 'en')).toMatchObject({
    ok: true,
    known: true,
    moments: [{ kind: 'due', stage: 'greet' }, { kind: 'shown' }],
  })
  const long = { ...deck, cues: [greet({ on: ['tick'], when: { fact: 'hold.seconds', atLeast: 5 } })] }
  const found = tryEdited(long, 'name-them', id, trace, 'en')
  expect(found.ok && found.moments.map(({ kind }) => kind)).toEqual(['due', 'shown'])
  expect(found.ok && found.moments[0]?.seconds).toBeGreaterThanOrEqual(5)
  expect(tryEdited(edited, 'name-them', uuidv7(), null, 'en')).toEqual({
    ok: true,
    known: false,
    moments: [],
    notShown: null,
  })
  const broken = { ...deck, cues: [{ ...greet(), priority: 200 }] }
  expect(tryEdited(broken, 'name-them', id, trace, 'en')).toMatchObject({ ok: false, problems: [{ place: 'cues[0].priority' }] })
})

test('a draft that answers nothing gets its own moments', async () => {
  const cue = sampleCue({
    id: 'say-it-well',
    technique: 'positive_language',
    channels: ['email'],
    stage: 'solve',
    when: { fact: 'draft.negativePhrases', atLeast: 1 },
  })
  const { keeper, last, history } = await bench([cue])
  const draft = { id: uuidv7(), conversationId: null, attachments: [] }
  keeper.onDraft({ ...draft, text: 'Dear Anna, thank you for your letter.' })
  expect(last()).toBeNull()
  keeper.onDraft({ ...draft, text: 'Dear Anna, thank you for your letter. Unfortunately that is so.' })
  expect(last()).toMatchObject({ interactionId: draft.id, cueId: 'say-it-well' })
  await keeper.letter(null)
  await keeper.flush()
  expect(last()).toBeNull()
  expect(await history(draft.id)).toEqual(['say-it-well expired'])
})

test('a card that stands there follows the language, its evidence too; kept is what stood there first', async () => {
  const evidence = {
    ...sampleCue().evidence,
    hu: 'hu: sor {{queue}}',
    de: 'de: Warteschlange {{queue}}, {{contact.recentCount}}',
  }
  const { ask, desk, keeper, last } = await bench([greet({ evidence })])
  const talking = active({ state: 'talk', answeredAt: answered() })
  keeper.interactionsChanged([talking])
  expect(last()).toMatchObject({ language: 'hu', card: { say: 'say hu' }, evidence: 'hu: sor Invoices' })
  desk.language = 'de'
  // What the agent does next, or the next second.
  keeper.interactionsChanged([talking])
  expect(last()).toMatchObject({ language: 'de', card: { say: 'say de' }, evidence: 'de: Warteschlange Invoices, –' })
  await keeper.act(last()?.eventId ?? '', 'done', null)
  const [kept] = await ask('cues.list', { interactionId: talking.interaction.id })
  expect(kept?.evidence.text).toBe('hu: sor Invoices')
})

const sayItWell = (): Cue =>
  sampleCue({
    id: 'say-it-well',
    technique: 'positive_language',
    channels: ['email'],
    stage: 'solve',
    when: { fact: 'draft.negativePhrases', atLeast: 1 },
  })

test('a new letter that is left and gone on with brings no card twice', async () => {
  const { keeper, last, history } = await bench([sayItWell()], { gapSeconds: 0 })
  const draft = { id: uuidv7(), conversationId: null, attachments: [] }
  keeper.onDraft({ ...draft, text: 'Dear Anna, unfortunately that is so.' })
  await keeper.act(last()?.eventId ?? '', 'done', null)
  await keeper.letter(null)
  keeper.onDraft({ ...draft, text: 'Dear Anna, unfortunately that is so. We cannot help.' })
  expect(last()).toBeNull()
  await keeper.letter(null)
  await keeper.flush()
  expect(await history(draft.id)).toEqual(['say-it-well done'])
})

test('a draft in a conversation without a customer’s letter has its cards there', async () => {
  const { keeper, last } = await bench([sayItWell()])
  const [id, conversationId] = [uuidv7(), uuidv7()]
  await keeper.letter(conversationId)
  keeper.onDraft({ id, conversationId, attachments: [], text: 'Dear Anna, unfortunately that is so.' })
  expect(last()).toMatchObject({ interactionId: id, conversationId, cueId: 'say-it-well' })
  await keeper.letter(null)
  expect(last()).toBeNull()
})

test('a customer’s letter that is left and opened again brings no card twice, and is counted as due once', async () => {
  const letter = { id: uuidv7(), direction: 'inbound', receivedAt: new Date().toISOString(), automatic: false }
  const answers: Record<string, unknown> = {
    'mail.conversation': { conversation: { contactId: null }, messages: [letter] },
    'mail.body': { text: 'Why is it higher? When does he come?', html: null },
  }
  const kept: { id: string; state: string }[] = []
  const views: (CueView | null)[] = []
  const asks = sampleCue({ id: 'asks', channels: ['email'], stage: 'greet', when: { fact: 'letter.questions', atLeast: 2 } })
  const deck = sampleDeck([asks], { gapSeconds: 0 })
  const keeper = new CueKeeper({
    records: {
      call: async (name: string, input: unknown) => {
        if (name === 'cues.put') kept.push(...(input as { events: { id: string; state: string }[] }).events)
        return (name in answers ? { ok: true, value: answers[name] } : { ok: false, error: {} }) as never
      },
    },
    deck: () => deck,
    language: () => 'en',
    show: (view) => views.push(view),
    newId: uuidv7,
    log: () => undefined,
  })
  onTestFinished(() => void keeper.letter(null))
  const conversation = uuidv7()
  await keeper.letter(conversation)
  expect(views.at(-1)).toMatchObject({ cueId: 'asks', interactionId: letter.id })
  await keeper.act(views.at(-1)?.eventId ?? '', 'done', null).catch(() => undefined)
  await keeper.letter(null)
  await keeper.letter(conversation)
  expect(views.at(-1)).toBeNull()
  await keeper.flush().catch(() => undefined)
  expect(new Set(kept.map(({ id }) => id)).size).toBe(1)
})
