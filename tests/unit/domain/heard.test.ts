import { expect, test } from 'vitest'
import { anythingHeard } from '#shared/domain/heard.ts'

const rate = 8000
/** Two seconds, of which one tenth holds a tone. */
function toneOf(peak: number): Float32Array {
  const samples = new Float32Array(2 * rate)
  for (let n = 8000; n < 8800; n++) samples[n] = peak * Math.sin((2 * Math.PI * 200 * n) / rate)
  return samples
}

test.each<[string, Float32Array, boolean]>([
  ['a word in two seconds', toneOf(0.1), true],
  ['a soft one', toneOf(0.008), true],
  ['comfort noise of the echo canceller', toneOf(0.001), false],
  ['a dead microphone', new Float32Array(2 * rate), false],
  ['one click is no voice', Float32Array.from({ length: 2 * rate }, (_, n) => (n === 100 ? 0.1 : 0)), false],
  ['nothing at all', new Float32Array(), false],
])('%s', (_name, samples, expected) => expect(anythingHeard(samples, rate)).toBe(expected))
