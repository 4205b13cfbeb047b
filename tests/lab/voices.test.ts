import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { likeness, OTHER_WORDS, SAME_VOICE, spokenSeconds, wordsIn } from '../support/audio/likeness.ts'
import { loudestTenth, loudness, SILENT_DB } from '../support/audio/loudness.ts'
import { cut, readWav, type Sound } from '../support/audio/wav.ts'
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
    sox('-n', '-r', '8000', '-b', '16', '-c', '1', file('noise.wav'), 'synth', '10', 'whitenoise', 'gain', '-38')
    sox('-m', '-v', '1', file('received.wav'), '-v', '1', file('noise.wav'), '-b', '16', file('noisy.wav'))
    sox(file('agent.wav'), file('customer.wav'), file('agent.wav'), file('conversation.wav'))
    sox('-n', '-r', '8000', '-b', '16', file('silence.wav'), 'trim', '0', '5')
    sox('-n', '-r', '8000', '-b', '16', file('tone.wav'), 'synth', '5', 'sine', '425', 'gain', '-10')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('knows the customer after the telephone network, cut and quieter, with noise, and where her words begin anew', () => {
    const customer = read('customer.wav')
    expect(likeness(customer, read('received.wav'))).toBeGreaterThan(SAME_VOICE)
    expect(likeness(customer, read('noisy.wav'))).toBeGreaterThan(SAME_VOICE)
    const twice = { rate: customer.rate, samples: Float32Array.from([...customer.samples, ...customer.samples]) }
    const middle = customer.samples.length / customer.rate
    expect(likeness(customer, cut(twice, middle - 1.2, middle + 1.2))).toBeGreaterThan(SAME_VOICE)
  })

  test('does not take the agent for the customer, nor the other way round', () => {
    expect(likeness(read('customer.wav'), read('agent.wav'))).toBeLessThan(OTHER_WORDS)
    expect(likeness(read('agent.wav'), read('received.wav'))).toBeLessThan(OTHER_WORDS)
    expect(likeness(read('customer.wav'), read('agent-same-words.wav'))).toBeLessThan(SAME_VOICE)
  })

  test('finds a remark among more of a conversation, where the middle second is of the rest', () => {
    const remark = cut(read('customer.wav'), 3)
    const conversation = read('conversation.wav')
    expect(likeness(remark, conversation)).toBeLessThan(SAME_VOICE)
    expect(wordsIn(conversation, remark)).toBeGreaterThan(SAME_VOICE)
    expect(wordsIn(read('agent.wav'), remark)).toBeLessThan(OTHER_WORDS)
    expect(wordsIn(read('silence.wav'), remark)).toBeLessThan(OTHER_WORDS)
  })

  test('takes neither silence nor a tone nor noise for a voice', () => {
    expect(likeness(read('customer.wav'), read('silence.wav'))).toBe(0)
    expect(spokenSeconds(read('silence.wav'))).toBe(0)
    expect(loudness(read('silence.wav'))).toBeLessThan(-80)
    expect(loudestTenth(read('silence.wav'))).toBeLessThan(SILENT_DB)
    expect(likeness(read('customer.wav'), read('tone.wav'))).toBeLessThan(OTHER_WORDS)
    expect(likeness(read('customer.wav'), read('noise.wav'))).toBeLessThan(OTHER_WORDS)
  })

  test('a click of a tenth of a second is no silence', () => {
    const quiet = read('silence.wav')
    const samples = Float32Array.from(quiet.samples)
    samples.fill(0.05, 4000, 4800)
    expect(loudestTenth({ rate: quiet.rate, samples })).toBeGreaterThan(SILENT_DB)
  })
})
