import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { giveToTestUser } from '../app/ordinary-user.ts'

/**
 * Speaks a text into a WAV file a fake microphone can play (48 kHz, mono, a pause at the end, several times over).
 * @param file where to write it
 * @param voice a voice of espeak-ng, such as `en+f3`
 */
export function speak(file: string, text: string, voice = 'en+f3'): string {
  const raw = `${file}.raw.wav`
  execFileSync('espeak-ng', ['-v', voice, '-s', '150', '-w', raw, text])
  execFileSync('sox', ['-q', raw, '-r', '48000', '-c', '1', file, 'pad', '0', '0.5', 'repeat', '3'])
  chmodSync(file, 0o644)
  giveToTestUser(file)
  return file
}
