import { join } from 'node:path'
import { loadCast } from '../../electron/practice/customers/load.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { espeakVoices } from '../../electron/tools/voices/espeak.ts'
import type { Scenario } from '../../shared/practice/scenario.ts'
import type { PracticeLanguage } from '../../shared/practice/texts.ts'
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
  return readWav(speak(file, text, `${espeakVoices[language]}+${variant}`, { pitch, speed, repeat: 0 }))
}
