/** `mouth.ts VOICE.wav PIPE`: says a sound (48 kHz, mono) into a pipe again and again, as fast as time passes. */
import { openSync, writeSync } from 'node:fs'
import { readWav } from './wav.ts'

const [voice, pipe] = process.argv.slice(2)
if (voice === undefined || pipe === undefined) throw new Error('mouth.ts VOICE.wav PIPE')
const { rate, samples } = readWav(voice)
const out = openSync(pipe, 'w')
const began = performance.now()
let said = 0
setInterval(() => {
  const due = Math.floor(((performance.now() - began) / 1000) * rate)
  const bytes = Buffer.alloc(Math.max(0, due - said) * 2)
  for (let at = 0; said < due; said++, at += 2) bytes.writeInt16LE(Math.round((samples[said % samples.length] ?? 0) * 32_767), at)
  if (bytes.length > 0) writeSync(out, bytes)
}, 10)
