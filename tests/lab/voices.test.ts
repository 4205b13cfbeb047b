import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { likeness, SAME_VOICE, spokenSeconds } from '../support/audio/likeness.ts'
import { loudness, readWav, type Sound } from '../support/audio/wav.ts'
import { noLabBecause } from '../support/lab.ts'

const QUESTION = 'Hello, my invoice is higher than the price we agreed on the phone. Can you please help me?'
const ANSWER = 'Good morning, this is the service desk. I will gladly look into this for you right now.'

describe.skipIf(noLabBecause() !== undefined)('telling voices apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-voices-'))
  const file = (name: string): string => join(folder, name)
  const read = (name: string): Sound => readWav(file(name))

  beforeAll(() => {
    const speak = (name: string, voice: string, text: string): unknown =>
      execFileSync('espeak-ng', ['-v', voice, '-s', '150', '-w', file(name), text])
    const sox = (...args: string[]): unknown => execFileSync('sox', ['-q', ...args])
    speak('customer.wav', 'en', QUESTION)
    speak('agent.wav', 'en+f3', ANSWER)
    speak('agent-same-words.wav', 'en+f3', QUESTION)
    sox(file('customer.wav'), '-r', '8000', '-e', 'a-law', file('coded.al.wav'), 'trim', '0.637', 'gain', '-9')
    sox(file('coded.al.wav'), '-e', 'signed', '-b', '16', file('received.wav'))
    sox('-n', '-r', '8000', '-b', '16', file('silence.wav'), 'trim', '0', '5')
    sox('-n', '-r', '8000', '-b', '16', file('tone.wav'), 'synth', '5', 'sine', '425', 'gain', '-10')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('knows the customer after the telephone network, cut and quieter', () => {
    expect(likeness(read('customer.wav'), read('received.wav'))).toBeGreaterThan(SAME_VOICE)
  })

  test('does not take the agent for the customer, nor the other way round', () => {
    expect(likeness(read('customer.wav'), read('agent.wav'))).toBeLessThan(SAME_VOICE)
    expect(likeness(read('agent.wav'), read('received.wav'))).toBeLessThan(SAME_VOICE)
    expect(likeness(read('customer.wav'), read('agent-same-words.wav'))).toBeLessThan(SAME_VOICE)
  })

  test('takes neither silence nor a tone for a voice', () => {
    expect(likeness(read('customer.wav'), read('silence.wav'))).toBe(0)
    expect(spokenSeconds(read('silence.wav'))).toBe(0)
    expect(loudness(read('silence.wav'))).toBeLessThan(-80)
    expect(likeness(read('customer.wav'), read('tone.wav'))).toBeLessThan(SAME_VOICE)
  })
})
