import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readableByAll } from '../../../../electron/tools/runtime/instance.ts'

const folder = mkdtempSync(join(tmpdir(), 'courtesy-readable-'))
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true }))

function checkout(name: string, modes: { folder?: number; manifest?: number; built?: number }): string {
  const at = join(folder, name)
  mkdirSync(join(at, 'out/main'), { recursive: true })
  writeFileSync(join(at, 'package.json'), '{}')
  chmodSync(join(at, 'package.json'), modes.manifest ?? 0o644)
  chmodSync(join(at, 'out/main'), modes.built ?? 0o755)
  chmodSync(at, modes.folder ?? 0o755)
  return at
}

describe('whether an ordinary user may read a checkout', () => {
  test('an open one', () => expect(readableByAll(checkout('open', {}))).toBe(true))
  test('a closed folder', () => expect(readableByAll(checkout('closed', { folder: 0o700 }))).toBe(false))
  test('a private manifest', () => expect(readableByAll(checkout('private', { manifest: 0o600 }))).toBe(false))
  test('a private build', () => expect(readableByAll(checkout('built', { built: 0o700 }))).toBe(false))

  test('an open one below a closed one', () => {
    const inside = checkout('outer/inside', {})
    chmodSync(join(folder, 'outer'), 0o700)
    expect(readableByAll(inside)).toBe(false)
  })
})
