import { setTimeout as wait } from 'node:timers/promises'
import type { Locator } from '@playwright/test'
import { caseReasonLabels, caseTypeLabels } from '../../renderer/desk/features/case-words/labels.ts'
import type { Scenario } from '../../shared/practice/scenario.ts'
import { spokenSeconds } from './audio/likeness.ts'
import { readWav } from './audio/wav.ts'
import { must, until } from './desk.ts'
import { expect } from './e2e.ts'
import type { PracticeDesk } from './practice-desk.ts'
import type { Happened, Span } from './practice-sheet.ts'

/** Seconds of speech on a recording that is still being made. */
export const spoken = (file: string): number => spokenSeconds(readWav(file))

type Word = 'call.answer' | 'call.decline' | 'call.hold' | 'call.resume' | 'call.keypad' | 'call.hangUp'

/** A button of the call bar. */
export const button = ({ call, t }: PracticeDesk, word: Word): Locator =>
  call.getByRole('button', { name: new RegExp(`^${t(word)}`) })

/** Seconds since then. */
export const since = (then: number): number => (Date.now() - then) / 1000

/** From the answer until the customer has heard the agent. */
export async function greeted({ desk }: PracticeDesk, answered: number): Promise<Span> {
  await until(desk, 'the agent is heard', ({ practice }) => (practice?.current?.hears ?? 0) > 0, 20_000)
  return [0, since(answered)]
}

/** Answers a call that is seen ringing; how long it rang. */
export async function answer({ desk }: PracticeDesk, asked: number, seen: number, press: () => Promise<void>): Promise<Span> {
  const least = since(seen)
  await press()
  await until(desk, 'they talk', ({ interactions }) => interactions[0]?.call?.phase === 'connected')
  return [least, since(asked)]
}

/** Waits, and presses *Done* (or *Not now*) on every card that comes up meanwhile. */
export async function cardsUntil(
  { desk, t }: PracticeDesk,
  id: string,
  cards: Map<string, 'done' | 'not_now'>,
  careful: boolean,
  what: string,
  so: () => boolean | Promise<boolean>,
  timeout = 30_000,
): Promise<void> {
  const region = desk.getByRole('region', { name: t('cue.region'), exact: true })
  for (const end = Date.now() + timeout; !(await so()); await wait(250)) {
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what}`)
    const { cue } = await must(desk, 'app.snapshot', null)
    if (cue === null || cue.interactionId !== id || cards.has(cue.cueId)) continue
    await expect(region).toContainText(cue.card.say)
    await region.getByRole('button', { name: new RegExp(`^${t(careful ? 'cue.done' : 'cue.notNow')}`) }).click()
    cards.set(cue.cueId, careful ? 'done' : 'not_now')
  }
}

/** The case's form, as the scenario wants it; null where no case is due. */
export async function takeDown({ desk, t }: PracticeDesk, { due }: Scenario): Promise<Happened['case']> {
  if (!due.case) return null
  const { reason, type } = due.case
  const nextStep = 'Everything in writing by noon.'
  await desk
    .getByRole('radiogroup', { name: t('case.type') })
    .getByText(t(caseTypeLabels[type]), { exact: true })
    .click()
  await desk.getByRole('textbox', { name: t('case.nextStep') }).fill(nextStep)
  if (reason !== null) {
    const option = desk.getByRole('option', { name: t(caseReasonLabels[reason]), exact: true })
    // A list closes when what it hangs on moves, as it does when a card comes in above: one opens it again.
    await expect(async () => {
      if (!(await option.isVisible())) await desk.getByRole('button', { name: new RegExp(`${t('case.reason')}$`) }).click()
      await option.click({ timeout: 3000 })
    }).toPass({ timeout: 30_000 })
  }
  return { type, reason, nextStep }
}
