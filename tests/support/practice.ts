import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadCast } from '../../electron/practice/customers/load.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { espeakVoices } from '../../electron/tools/voices/espeak.ts'
import type { Scenario } from '../../shared/practice/scenario.ts'
import type { PracticeLanguage } from '../../shared/practice/texts.ts'
import { likeness, wordsIn } from './audio/likeness.ts'
import { speak } from './audio/voice.ts'
import { readWav, type Sound } from './audio/wav.ts'

export const practiceFolder = inCheckout('resources/practice')

/** The scenarios we ship. */
export const shippedCast = (): readonly Scenario[] => loadCast(practiceFolder).scenarios

export function shipped(id: string): Scenario {
  const found = shippedCast().find((scenario) => scenario.id === id)
  if (!found) throw new Error(`no scenario ${id}`)
  return found
}

/** What a customer says, made anew from the text, to compare recordings with. */
export function customerVoice(
  folder: string,
  scenario: Scenario,
  lines: readonly string[],
  language: PracticeLanguage = 'en',
): Sound {
  const { variant, pitch, speed } = scenario.voice
  const { common } = loadCast(practiceFolder)
  const text = lines.map((line) => (scenario.lines[line] ?? common[line])?.[language] ?? '').join(' ')
  const file = join(folder, `${[scenario.id, language, ...lines].join('-')}.wav`)
  const voice = `${espeakVoices[language]}+${variant}`
  return readWav(existsSync(file) ? file : speak(file, text, voice, { pitch, speed, repeat: 0 }))
}

const openings = ['hello', 'opening', 'detail'] as const

/**
 * Whose first words a recording holds: the customer whom it is most like. A few seconds on a busy machine, with pieces lost, are less
 * like their source than a whole conversation, and still more like it than like anybody else's (measured 0.6 to 0.94 against 0.26 to 0.59).
 * @returns the scenario's id
 */
export function whoSpeaks(folder: string, recording: Sound, language: PracticeLanguage): string {
  const found = shippedCast().map(({ id, ...rest }) => ({
    id,
    like: likeness(customerVoice(folder, { id, ...rest }, openings, language), recording),
  }))
  return found.toSorted((a, b) => b.like - a.like)[0]?.id ?? ''
}

/**
 * How much more of a line is on a recording than of one this customer had no reason to say: about 0.5 for what was said, 0 for what was
 * not; compared so that pieces a busy machine loses weigh on both.
 */
export function saidMore(
  folder: string,
  recording: Sound,
  scenario: Scenario,
  line: string,
  { unsaid = 'waited', language = 'en' }: { unsaid?: string; language?: PracticeLanguage } = {},
): number {
  const [said = 0, other = 0] = [line, unsaid].map((each) =>
    wordsIn(recording, customerVoice(folder, scenario, [each], language)),
  )
  return said - other
}
