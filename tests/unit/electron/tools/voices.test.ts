import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { writeClips, type Clip } from '../../../../electron/tools/voices/clips.ts'
import { practiceFolder } from '../../../support/practice.ts'

/** A clip that `npm run voices` made, and the same as another recorder would have numbered it. */
const made = readFileSync(join(practiceFolder, 'voices/de/compliment/waited.ogg'))
const byHand = Buffer.from(made)
byHand.writeUInt32LE(0x5eed_0001, 14)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtesy-clips-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})
const at = (file: string): string => join(folder, file)
function lay(file: string, bytes: Buffer): void {
  mkdirSync(dirname(at(file)), { recursive: true })
  writeFileSync(at(file), bytes)
}
const spoken = Buffer.concat([made, Buffer.from('anew')])
const clip = (file: string): Clip => ({ file: at(file), make: () => writeFileSync(at(file), spoken) })

test('a clip that nobody says any more goes, with a folder it leaves empty', () => {
  lay('de/ours/hello.ogg', made)
  lay('hu/ours/hello.ogg', Buffer.alloc(0))
  lay('de/ours/old.ogg', made)
  lay('de/gone/hello.ogg', made)
  expect(writeClips(folder, [clip('de/ours/hello.ogg'), clip('hu/ours/hello.ogg')])).toEqual({ made: 2, left: 0 })
  for (const file of ['de/ours/hello.ogg', 'hu/ours/hello.ogg']) expect(readFileSync(at(file)), file).toEqual(spoken)
  expect(existsSync(at('de/ours/old.ogg'))).toBe(false)
  expect(existsSync(at('de/gone'))).toBe(false)
})

test('what others recorded stays: in the place of a clip, beside them, and whatever else lies there', () => {
  const theirs: [string, Buffer][] = [
    ['de/ours/hello.ogg', byHand],
    ['de/ours/spare.ogg', byHand],
    ['de/by-hand/hello.ogg', byHand],
    ['de/by-hand/short.ogg', Buffer.from('Ogg')],
    ['de/notes.txt', made],
  ]
  for (const [file, bytes] of theirs) lay(file, bytes)
  mkdirSync(at('de/empty'))
  expect(writeClips(folder, [clip('de/ours/hello.ogg'), clip('de/ours/thanks.ogg')])).toEqual({ made: 1, left: 1 })
  for (const [file, bytes] of theirs) expect(readFileSync(at(file)), file).toEqual(bytes)
  expect(existsSync(at('de/empty'))).toBe(true)
  expect(existsSync(at('de/ours/thanks.ogg'))).toBe(true)
})

test('a link is followed neither to write nor to take away', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'courtesy-elsewhere-'))
  onTestFinished(() => rmSync(elsewhere, { recursive: true }))
  writeFileSync(join(elsewhere, 'kept.ogg'), made)
  lay('de/ours/old.ogg', made)
  symlinkSync(join(elsewhere, 'kept.ogg'), at('de/ours/hello.ogg'))
  symlinkSync(elsewhere, at('de/linked'))
  expect(writeClips(folder, [clip('de/ours/hello.ogg')])).toEqual({ made: 0, left: 1 })
  expect(readFileSync(join(elsewhere, 'kept.ogg'))).toEqual(made)
  expect(existsSync(at('de/ours/old.ogg'))).toBe(false)
})

test('where a clip cannot be made nothing is lost', () => {
  lay('de/ours/old.ogg', made)
  const fails: Clip = { file: at('de/ours/hello.ogg'), make: () => expect.fail('no voice') }
  expect(() => writeClips(folder, [fails])).toThrow('no voice')
  expect(readFileSync(at('de/ours/old.ogg'))).toEqual(made)
})

test('every clip we ship is known as ours', () => {
  cpSync(join(practiceFolder, 'voices/en'), at('en'), { recursive: true })
  expect(writeClips(folder, [])).toEqual({ made: 0, left: 0 })
  expect(existsSync(at('en'))).toBe(false)
})
