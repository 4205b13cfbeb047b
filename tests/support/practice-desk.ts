import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { dispositionLabels } from '../../renderer/desk/features/case-words/labels.ts'
import { loadCatalogue } from '../../shared/i18n/catalogue.ts'
import { createTranslator, type MessageKey, type Translator } from '../../shared/i18n/translator.ts'
import type { Scenario } from '../../shared/practice/scenario.ts'
import type { PracticeLanguage } from '../../shared/practice/texts.ts'
import { espeakVoices } from '../../electron/tools/voices/espeak.ts'
import type { AppHome } from './app/home.ts'
import type { StartOptions } from './app/command.ts'
import { startLoudspeaker, type Loudspeaker } from './audio/loudspeaker.ts'
import { speak } from './audio/voice.ts'
import { must, until } from './desk.ts'
import { expect } from './e2e.ts'
import type { TestApp } from './electron-app.ts'

/** What the agent says, over and over; between two times there is room for a customer to take the turn. */
const agentSays: Readonly<Record<PracticeLanguage, string>> = {
  en: 'Good morning, this is Anna.',
  de: 'Guten Morgen, hier ist Anna.',
  hu: 'Jó reggelt, itt Anna beszél.',
  cs: 'Dobré ráno, tady Anna.',
  mn: 'Өглөөний мэнд, Анна байна.',
}

/** Somebody who practises in one language, with a voice of that language, at the real window. */
export interface PracticeDesk {
  readonly desk: Page
  readonly folder: string
  readonly language: PracticeLanguage
  readonly t: Translator['t']
  readonly speaker: Loudspeaker
  /** The region of the call. */
  readonly call: Locator
  /** Ends the app and its sound server. */
  readonly leave: () => Promise<void>
}

/** Starts practice and pauses it: nobody calls unless they are asked to, or were not answered before. */
export async function comeToPractise(
  where: AppHome,
  start: (home: AppHome, options: StartOptions) => Promise<TestApp>,
  language: PracticeLanguage,
): Promise<PracticeDesk> {
  const { t } = createTranslator(language, await loadCatalogue(language))
  const voice = { before: 0.2, pause: 2.2, repeat: 0 }
  const microphone = speak(join(where.folder, 'agent.wav'), agentSays[language], `${espeakVoices[language]}+f3`, voice)
  const speaker = await startLoudspeaker(where.folder)
  try {
    const options = { microphone, env: speaker.env, lang: language, switches: ['--practice'] }
    const { close, desk } = await start(where, options)
    await practiceStrip({ desk, t }, 'practice.pause')
    await until(desk, 'paused, and the mailbox is in sync', ({ line, mailboxes, practice }) => {
      const free = practice?.paused === true && practice.current === null && line.word === 'ready'
      return free && mailboxes[0]?.state === 'idle'
    })
    const call = desk.getByRole('region', { name: t('call.region'), exact: true })
    const leave = async (): Promise<void> => {
      await close()
      await speaker.stop()
    }
    return { desk, folder: where.folder, language, t, speaker, call, leave }
  } catch (error) {
    // Also when the other desk has failed and this one's app is closed while it starts.
    await speaker.stop()
    throw error
  }
}

/** Presses a button of the strip beneath the top bar. */
export async function practiceStrip({ desk, t }: Pick<PracticeDesk, 'desk' | 't'>, word: MessageKey): Promise<void> {
  const strip = desk.getByRole('region', { name: t('practice.region'), exact: true })
  await strip.getByRole('button', { name: t(word), exact: true }).click({ timeout: 60_000 })
}

/** Goes to a place by the rail. */
export const goTo = ({ desk, t }: PracticeDesk, place: 'place.phone' | 'place.mail'): Promise<void> =>
  desk
    .getByRole('navigation')
    .getByRole('link', { name: t(place), exact: true })
    .click()

/** The button of a customer in the list of those one can practise with. */
export const askFor = (
  { desk, language, t }: PracticeDesk,
  what: 'practice.call.who' | 'practice.write.who',
  { title }: Scenario,
): Promise<void> => desk.getByRole('button', { name: t(what, { name: title[language] }), exact: true }).click({ timeout: 30_000 })

/** It rings, and it is this customer; the desk says who. Returns the call's id. */
export async function rings({ call, desk, language, t }: PracticeDesk, scenario: Scenario): Promise<string> {
  await expect(call.getByRole('button', { name: new RegExp(`^${t('call.answer')}`) })).toBeVisible({ timeout: 30_000 })
  const known = (await until(desk, 'it is known who calls', ({ interactions }) => interactions[0]?.matching === false))
    .interactions[0]
  if (!known) throw new Error('nobody rings')
  const person = scenario.people[scenario.call?.caller ?? '']
  const names = known.candidates.map(({ contact }) => contact.displayName)
  if (person?.usage === 'shared') expect(names).toContain(person.name[language])
  else expect(known.card?.contact.displayName ?? null).toBe(person?.known === true ? person.name[language] : null)
  if (scenario.call?.number === 'withheld') await expect(call).toContainText(t('call.withheld'))
  else if (person?.known && person.usage !== 'shared') await expect(call).toContainText(person.name[language])
  return known.interaction.id
}

/** Answers this customer's letter in the place *Mail*. The answer to it comes by itself. */
export async function answerLetter(p: PracticeDesk, { mail }: Scenario): Promise<void> {
  const { desk, language, t } = p
  if (!mail) throw new Error('a scenario without a letter')
  await goTo(p, 'place.mail')
  const row = desk
    .getByRole('list', { name: t('mail.list') })
    .getByText(mail.subject[language], { exact: true })
    .first()
  await row.click({ timeout: 30_000 })
  const letter = desk.getByRole('region', { name: t('mail.region'), exact: true })
  await expect(letter).toContainText(mail.subject[language])
  await letter.getByRole('button', { name: t('mail.reply'), exact: true }).click()
  await desk.getByRole('textbox', { name: t('composer.message') }).fill(agentSays[language])
  await desk.getByRole('button', { name: t('composer.send'), exact: true }).click()
}

/** The customers' answers to the answers have arrived, in their words. */
export async function lettersAnswered({ desk, language }: PracticeDesk, scenarios: readonly Scenario[]): Promise<void> {
  for (const { id, mail } of scenarios) {
    const last = async (): Promise<string> => {
      const { items } = await must(desk, 'mail.conversations', { cursor: null, limit: 100 })
      const conversation = items.find(({ subject }) => subject.endsWith(mail?.subject[language] ?? '?'))
      if (!conversation) return ''
      const { messages } = await must(desk, 'mail.conversation', { id: conversation.id })
      return messages.length < 3 ? '' : (messages.findLast(({ direction }) => direction === 'inbound')?.snippet ?? '')
    }
    await expect.poll(last, { message: id, timeout: 60_000 }).toContain(mail?.replies[0]?.[language].slice(0, 30) ?? '?')
  }
}

export type Disposition = keyof typeof dispositionLabels

/** The end of a call: how it ended, by its name, a note, *Finish*. */
export async function finish(p: PracticeDesk, code: Disposition, note: string | null): Promise<void> {
  const { desk, t } = p
  await goTo(p, 'place.phone')
  await desk
    .getByRole('group', { name: t('disposition') })
    .getByText(t(dispositionLabels[code]))
    .click()
  if (note !== null) await desk.getByRole('textbox', { name: t('work.note'), exact: true }).fill(note)
  await desk.getByRole('button', { name: t('wrapUp.finish'), exact: true }).click()
}
