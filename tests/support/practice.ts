import { join } from 'node:path'
import { loadCast } from '../../electron/practice/customers/load.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import type { Scenario } from '../../shared/practice/scenario.ts'
import { speak } from './audio/voice.ts'
import { readWav, type Sound } from './audio/wav.ts'

export const practiceFolder = inCheckout('resources/practice')

/** A scenario we ship. */
export function shipped(id: string): Scenario {
  const found = loadCast(practiceFolder).scenarios.find((scenario) => scenario.id === id)
  if (!found) throw new Error(`no scenario ${id}`)
  return found
}

/** What a customer says in English, made anew from its text, to compare recordings with. */
export function englishVoice(folder: string, scenario: Scenario, lines: readonly string[]): Sound {
  const { variant, pitch, speed } = scenario.voice
  const common = loadCast(practiceFolder).common
  const text = lines.map((line) => (scenario.lines[line] ?? common[line])?.en ?? '').join(' ')
  return readWav(speak(join(folder, `${lines.join('-')}.wav`), text, `en-gb+${variant}`, { pitch, speed, repeat: 0 }))
}
