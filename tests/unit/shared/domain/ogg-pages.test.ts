import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lastSample, OggPages } from '../../../../shared/domain/ogg-pages.ts'

/** One packet of stereo silence, 20 ms (RFC 6716: configuration 31 fullband CELT, stereo, one frame). */
const silence = Uint8Array.of(0xfc, 0xff, 0xfe)

test('the pages are a stream another program decodes to its full length, both sides', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ogg-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const pages = new OggPages(0xdeadbeef)
  const second = (last: boolean): Uint8Array =>
    pages.page(
      Array.from({ length: 50 }, () => silence),
      48_000,
      last,
    )
  writeFileSync(join(folder, 'a.ogg'), Buffer.concat([pages.head(2, 'left, right'), second(false), second(false), second(true)]))
  execFileSync('opusdec', ['--quiet', join(folder, 'a.ogg'), join(folder, 'a.wav')])
  const wav = readFileSync(join(folder, 'a.wav'))
  expect(wav.readUInt16LE(22)).toBe(2)
  expect(wav.readUInt32LE(24)).toBe(48_000)
  // All but what the encoder looked ahead.
  expect((wav.length - wav.indexOf('data') - 8) / 4).toBe(3 * 48_000 - 312)
})
test('each page says how far the sound is, also several in one piece', () => {
  const pages = new OggPages(1)
  const head = pages.head(2, 'x')
  expect(lastSample(head)).toBe(0)
  const [first, second] = [pages.page([silence], 960, false), pages.page([new Uint8Array(700), silence], 1920, false)]
  expect(lastSample(first)).toBe(960)
  expect(lastSample(Buffer.concat([first, second]))).toBe(2880)
  expect(lastSample(Uint8Array.of(1, 2, 3))).toBeNull()
})
test('more than a page holds is refused', () => {
  expect(() =>
    new OggPages(1).page(
      Array.from({ length: 256 }, () => silence),
      0,
      false,
    ),
  ).toThrow(RangeError)
})
