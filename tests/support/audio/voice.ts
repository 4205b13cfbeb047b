import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { giveToTestUser } from '../app/ordinary-user.ts'

/**
 * Speaks a text into a WAV file a fake microphone can play (48 kHz, mono, a pause at the end, several times over).
 * @param file where to write it
 * @param voice a voice of espeak-ng, such as `en+f3`
 * @param how pitch, words a minute, seconds of silence before and after, repetitions
 */
export function speak(
  file: string,
  text: string,
  voice = 'en+f3',
  { pitch = 50, speed = 150, before = 0, pause = 0.5, repeat = 3 } = {},
): string {
  const raw = `${file}.raw.wav`
  execFileSync('espeak-ng', ['-v', voice, '-p', String(pitch), '-s', String(speed), '-w', raw, text])
  const shape = ['pad', String(before), String(pause), 'repeat', String(repeat)]
  execFileSync('sox', ['-q', raw, '-r', '48000', '-c', '1', file, ...shape])
  chmodSync(file, 0o644)
  giveToTestUser(file)
  return file
}
