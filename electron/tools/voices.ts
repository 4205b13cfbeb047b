/**
 * `npm run voices`: speaks every line of the practice scenarios into `resources/practice/voices/<language>/<scenario>/<line>.ogg`. Needs
 * espeak-ng and opusenc (Debian: espeak-ng opus-tools). Run it after a line or a voice was changed and commit what it made.
 * `npm run voices -- FOLDER` does the same for a team's own scenarios, in a folder with `scenarios/` in it. Recordings by hand stay.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { en } from '../../shared/i18n/en.ts'
import { createTranslator } from '../../shared/i18n/translator.ts'
import { practiceLanguages } from '../../shared/practice/texts.ts'
import { loadCast } from '../practice/customers/load.ts'
import { inCheckout } from './system/checkout.ts'
import { PlainFailure, runTool, say } from './system/words.ts'
import { ourSerial, writeClips, type Clip } from './voices/clips.ts'
import { espeakVoices } from './voices/espeak.ts'

/** Kilobits a second: plain speech, and all languages together stay small. */
const bitrate = 16

await runTool(() => {
  const shipped = inCheckout('resources/practice')
  const own = process.argv[2]
  const folder = own ?? shipped
  const cast = loadCast(shipped, own === undefined ? {} : { own })
  const [problem] = cast.problems
  if (problem) {
    const { say: inWords, t } = createTranslator('en', en)
    const { file, line, messageKey, params } = problem
    const place = line === null ? `${file}:` : t('playbook.problems.place', { file, line: String(line) })
    throw new PlainFailure(`${place} ${inWords(messageKey, params)}`)
  }
  const voices = join(folder, 'voices')
  const clips: Clip[] = []
  for (const language of practiceLanguages)
    for (const { id, voice, lines, call } of cast.scenarios)
      for (const [name, text] of Object.entries({ ...cast.common, ...lines })) {
        const file = cast.sound(language, id, name)
        if (!call || !file.startsWith(join(voices, language, id))) continue
        const speaker = `${espeakVoices[language]}+${voice.variant}`
        clips.push({ file, make: () => encode(speak(speaker, voice.pitch, voice.speed, text[language]), file) })
      }
  const { made, left } = writeClips(voices, clips)
  const kept = left === 0 ? '' : `; ${left} recorded by others left as they are`
  say(`${made} clips in ${own === undefined ? 'resources/practice/voices' : voices}${kept}`)
  return Promise.resolve(0)
})

function speak(voice: string, pitch: number, speed: number, text: string): Buffer {
  return tool('espeak-ng', ['-v', voice, '-p', String(pitch), '-s', String(speed), '--stdin', '--stdout'], Buffer.from(text))
}

/** The same sound gives the same file: no date, no name of a program, a fixed serial number. */
function encode(wav: Buffer, file: string): void {
  const quiet = ['--quiet', '--discard-comments', '--discard-pictures', '--serial', String(ourSerial)]
  tool('opusenc', [...quiet, '--speech', '--bitrate', String(bitrate), '--framesize', '60', '-', file], wav)
}

function tool(name: string, args: readonly string[], input: Buffer): Buffer {
  try {
    return execFileSync(name, args, { input, stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 32 * 1024 * 1024 })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new PlainFailure(`${name} is not installed (Debian: apt-get install espeak-ng opus-tools)`)
    throw error
  }
}
