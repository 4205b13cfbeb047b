import { setTimeout as wait } from 'node:timers/promises'
import { practiceNumber } from '../../shared/practice/places.ts'
import type { Scenario } from '../../shared/practice/scenario.ts'
import type { PracticeLanguage } from '../../shared/practice/texts.ts'
import { spokenSeconds } from '../support/audio/likeness.ts'
import { readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { customerVoice, saidMore, shippedCast, whoSpeaks } from '../support/practice.ts'
import {
  answerLetter,
  askFor,
  comeToPractise,
  finish,
  goTo,
  lettersAnswered,
  practiceStrip,
  rings,
  type PracticeDesk,
} from '../support/practice-desk.ts'
import { answer, button, cardsUntil, greeted, since, spoken, takeDown } from '../support/practice-talk.ts'
import { checkSheet, type Happened, type Span } from '../support/practice-sheet.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const cast = shippedCast()
/** Every customer in every language goes on to their own goodbye: `COURTESY_WHOLE_CAST=1`, a third longer than a test run has room for. */
const whole = (process.env['COURTESY_WHOLE_CAST'] ?? '') !== ''
/** A line counts as said from here on: see {@link saidMore}. */
const clearly = 0.12

/**
 * Everybody is met at the real window, with sound both ways: in English with all they can do, in the other languages with a call and a
 * letter (asked for by {@link whole}, the call goes on until they say goodbye themselves). Conversations take their time, so two desks work side by side, each with a home, a line and a sound server of its own.
 */
for (const { english, others } of [
  { english: cast.slice(0, 6), others: ['de', 'hu'] },
  { english: cast.slice(6), others: ['cs', 'mn'] },
] as const)
  test(`practice customers: ${english.map(({ id }) => id).join(', ')} with all they do; all of them in ${others.join(' and ')}`, async ({
    start,
    home,
  }) => {
    test.setTimeout(whole ? 2_400_000 : 900_000)
    const desks: PracticeDesk[] = []
    const come = async (language: PracticeLanguage): Promise<PracticeDesk> => {
      const p = await comeToPractise(home(), start, language)
      desks.push(p)
      return p
    }
    const inEnglish = async (p: PracticeDesk): Promise<void> => {
      const cards = await everything(p, english)
      expect(cards, 'cards came up in the window').toBeGreaterThan(0)
      for (const scenario of english) {
        const there = rungBack[scenario.id]
        if (there) await test.step(`en: the agent rings ${scenario.id}`, () => ringBack(p, scenario, there))
      }
      await lettersAnswered(p, english)
    }
    const inOthers = async (first: PracticeDesk): Promise<void> => {
      for (const language of others) {
        const other = language === first.language ? first : await come(language)
        for (const scenario of cast) await test.step(`${language}: ${scenario.id}`, () => callAndLetter(other, scenario))
        await lettersAnswered(other, cast)
        await other.leave()
      }
    }
    try {
      // One after the other: two that start at once keep each other from it, and a start tears at a call.
      const p = await come('en')
      const first = await come(others[0])
      await Promise.all([inEnglish(p), inOthers(first)])
    } finally {
      for (const each of desks) await each.leave()
    }
  })

/** One call and one letter: answered, heard both ways, the letter answered while they talk, hung up, closed. */
async function callAndLetter(p: PracticeDesk, scenario: Scenario): Promise<void> {
  const { desk, folder, language, speaker } = p
  await askFor(p, 'practice.write.who', scenario)
  const asked = Date.now()
  await askFor(p, 'practice.call.who', scenario)
  const id = await rings(p, scenario)
  const answered = Date.now()
  const rang = await answer(p, asked, answered, () => button(p, 'call.answer').click())
  // Not before: the ringing is no voice.
  const talk = await speaker.record(scenario.id, 'speaker', true)
  const heardAfter = await greeted(p, answered)
  await answerLetter(p, scenario)
  await expect.poll(() => spoken(talk.file), { message: 'the customer speaks', timeout: 30_000 }).toBeGreaterThan(3)
  const heard = readWav(whole ? talk.file : await talk())
  expect(whoSpeaks(folder, heard, language), `${language}: ${scenario.id} is heard`).toBe(scenario.id)
  if (!whole) await button(p, 'call.hangUp').click()
  await until(
    desk,
    'wrap-up',
    ({ interactions }) => interactions[0]?.interaction.state === 'wrap_up',
    whole ? 120_000 : undefined,
  )
  if (whole) {
    const all = readWav(await talk())
    for (const line of ['opening', 'thanks'])
      expect(saidMore(folder, all, scenario, line, { language }), `${language}: ${scenario.id}: ${line}`).toBeGreaterThan(clearly)
  }
  const [code = 'resolved'] = scenario.due.dispositions
  await finish(p, code, 'Practised.')
  await checkSheet(p, scenario, {
    ...{ id, direction: 'inbound', rang, greeted: heardAfter, hold: null, case: null },
    ...{ note: 'Practised.', code, cards: new Map() },
  })
}

/**
 * All that customers do: nobody answers and they call again; they go on, wait on hold, hear keys, end; their letters are answered.
 * Answers how many cards came up in the window.
 */
async function everything(p: PracticeDesk, scenarios: readonly Scenario[]): Promise<number> {
  const { desk } = p
  // Nothing is held back to compare with: a card that does not come by chance would be no fault.
  const inUse = (await must(desk, 'decks.list', null)).find((each) => each.inUse)
  const deck = await must(desk, 'decks.get', { id: inUse?.id ?? '' })
  const cues = deck.cues.map((cue) => ({ ...cue, holdOutShare: 0 }))
  await must(desk, 'decks.save', { deck: { ...deck, cues, limits: { ...deck.limits, holdOutShare: 0 } } })

  for (const scenario of scenarios)
    await test.step(`en: ${scenario.id} is not answered, and writes`, async () => {
      await goTo(p, 'place.phone')
      await askFor(p, 'practice.write.who', scenario)
      await askFor(p, 'practice.call.who', scenario)
      await rings(p, scenario)
      await button(p, 'call.decline').click()
      await answerLetter(p, scenario)
    })
  await goTo(p, 'place.phone')
  const waiting = new Set(scenarios)
  let cards = 0
  while (waiting.size > 0) {
    const asked = Date.now()
    await practiceStrip(p, 'practice.resume')
    const { practice } = await until(desk, 'one of them calls again', (now) => now.practice?.current !== null, 45_000)
    const scenario = scenarios.find(({ id }) => id === practice?.current?.scenarioId)
    if (!scenario || !waiting.delete(scenario)) throw new Error(`unexpected: ${practice?.current?.scenarioId ?? ''}`)
    cards += await test.step(`en: ${scenario.id} calls again`, () => wholeCall(p, scenario, scenarios.indexOf(scenario), asked))
  }
  return cards
}

/** @param at every other customer is served by keys and with less care, so that sheets differ; one is put on hold without a word */
async function wholeCall(p: PracticeDesk, scenario: Scenario, at: number, asked: number): Promise<number> {
  const { desk, folder, speaker, t } = p
  const careful = at % 2 === 0
  const silently = at === 3
  const press = (word: 'call.answer' | 'call.hold' | 'call.resume', key: string): Promise<void> =>
    careful ? button(p, word).click() : desk.keyboard.press(key)
  const cards: Map<string, 'done' | 'not_now'> = new Map()
  const id = await rings(p, scenario)
  const seen = Date.now()
  await practiceStrip(p, 'practice.pause')
  const answered = Date.now()
  const rang = await answer(p, asked, seen, () => press('call.answer', 'F2'))
  const talk = await speaker.record(`${scenario.id}-talk`, 'speaker', true)
  const heardAfter = await greeted(p, answered)

  const opening = spokenSeconds(customerVoice(folder, scenario, ['opening']))
  await cardsUntil(p, id, cards, careful, 'they go on after the agent', () => spoken(talk.file) > opening + 1)
  if (silently) {
    await desk.keyboard.press('F7')
    await wait(5500)
  }
  const heard = async (): Promise<number> => (await must(desk, 'app.snapshot', null)).practice?.current?.hears ?? 0
  const holding = Date.now()
  await press('call.hold', 'F6')
  await until(desk, 'the customer is on hold', ({ practice }) => practice?.current?.stage === 'held')
  const held = Date.now()
  expect(saidMore(folder, readWav(await talk()), scenario, 'opening'), `${scenario.id}: opening`).toBeGreaterThan(clearly)
  await wait(700)
  const before = await heard()
  const silence = await speaker.record(`${scenario.id}-hold`, 'speaker', true)
  await wait(2200)
  expect(spokenSeconds(readWav(await silence())), 'on hold the agent hears nothing').toBeLessThan(0.2)
  expect((await heard()) - before, 'on hold the customer hears nothing').toBeLessThan(0.3)

  const after = await speaker.record(`${scenario.id}-after`, 'speaker', true)
  const least = since(held)
  await press('call.resume', 'F6')
  if (silently) await desk.keyboard.press('F7')
  await until(desk, 'they talk again', ({ practice }) => practice?.current?.stage === 'talking')
  const seconds: Span = [least, since(holding)]
  await cardsUntil(p, id, cards, careful, 'they go on after the hold', () => spoken(after.file) > 1)
  await button(p, 'call.keypad').click()
  const pad = desk.getByRole('dialog', { name: t('call.keypad') })
  const remarked = (): boolean => saidMore(folder, readWav(after.file), scenario, 'beep') > clearly
  // Customers remark on two keys at most: the second is for a remark that a busy machine tore to pieces. With the silent hold behind
  // them it cuts into their goodbye.
  let again = false
  for (const sent of ['5', '55']) {
    again = sent === '55'
    await (careful ? pad.getByRole('button', { name: '5', exact: true }).click() : desk.keyboard.press('5'))
    await expect(pad.getByRole('status', { name: t('call.tonesSent') })).toHaveText(sent)
    for (const end = Date.now() + 6000; Date.now() < end && !remarked();) await wait(700)
    if (remarked()) break
  }
  expect(remarked(), `${scenario.id} hears the key`).toBe(true)
  await desk.keyboard.press('Escape')
  const taken = careful ? await takeDown(p, scenario) : null
  const over = async (): Promise<boolean> =>
    (await must(desk, 'app.snapshot', null)).interactions[0]?.interaction.state === 'wrap_up'
  await cardsUntil(p, id, cards, careful, 'the customer says goodbye and hangs up', over, 90_000)
  const rest = readWav(await after())
  if (!(silently && again)) expect(saidMore(folder, rest, scenario, 'thanks'), `${scenario.id}: thanks`).toBeGreaterThan(clearly)

  const note = careful ? 'New invoice promised.' : null
  const code = careful ? (scenario.due.dispositions[0] ?? 'resolved') : 'wrong_number'
  await finish(p, code, note)
  const happened: Happened = {
    ...{ id, direction: 'inbound', rang, greeted: heardAfter, case: taken, note, code, cards },
    hold: { seconds, announced: !silently },
  }
  await checkSheet(p, scenario, happened)
  return cards.size
}

/** Where others than the callers pick up: what is said there, and the keys after it. */
const rungBack: Readonly<Record<string, { person: string; said: readonly [line: string, key: string | null][] }>> = {
  'shared-number': {
    person: 'ann',
    said: [
      ['menu', '1'],
      ['ann-out', '2'],
      ['opening', null],
    ],
  },
  withheld: {
    person: 'edith',
    said: [
      ['at-home', null],
      ['answer', null],
    ],
  },
}

async function ringBack(p: PracticeDesk, scenario: Scenario, there: (typeof rungBack)[string]): Promise<void> {
  const { desk, folder, language, speaker, t } = p
  await goTo(p, 'place.phone')
  const number = practiceNumber(scenario.people[there.person]?.phone ?? '', language)
  await desk.getByRole('textbox', { name: t('dial.box') }).fill(number)
  const dialled = Date.now()
  await desk.getByRole('button', { name: t('dial.call'), exact: true }).click()
  const { interactions } = await until(
    desk,
    'somebody picks up',
    ({ practice }) => practice?.current?.stage === 'talking',
    30_000,
  )
  const answered = Date.now()
  // Not before: what rings there is no voice.
  const talk = await speaker.record(`${scenario.id}-back`, 'speaker', true)
  const id = interactions[0]?.interaction.id ?? ''
  const [least, most] = await greeted(p, answered)
  // That they picked up is seen here a while after it happened.
  const heardAfter: Span = [least, most + (answered - dialled) / 1000]
  if (there.said.some(([, key]) => key !== null)) await button(p, 'call.keypad').click()
  for (const [line, key] of there.said) {
    const said = (): number => saidMore(folder, readWav(talk.file), scenario, line)
    await expect.poll(said, { message: line, timeout: 45_000 }).toBeGreaterThan(clearly)
    if (key !== null) await desk.keyboard.press(key)
  }
  await desk.keyboard.press('F4')
  await until(desk, 'wrap-up', (now) => now.interactions[0]?.interaction.state === 'wrap_up')
  await talk()
  await finish(p, 'passed_on', null)
  await checkSheet(p, scenario, {
    ...{ id, direction: 'outbound', rang: [0, 0], greeted: heardAfter, hold: null, case: null, note: null, code: 'passed_on' },
    cards: new Map(),
  })
}
