import { statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeOwnFolder } from '../../../../electron/app/own-folder.ts'
import { temporaryDirectory } from '../../records/support/records.ts'

test('makes the folder with those above it, for its owner alone, and takes one that is there', () => {
  const folder = join(temporaryDirectory(onTestFinished), 'a', 'b')
  expect(makeOwnFolder(folder)).toBeNull()
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(makeOwnFolder(folder)).toBeNull()
})

test('what is no folder is said in one line with the switch and the mend', () => {
  const folder = temporaryDirectory(onTestFinished)
  const file = join(folder, 'file')
  writeFileSync(file, 'kept')
  for (const path of [file, join(file, 'below')])
    expect(makeOwnFolder(path)).toBe(`courtesy: --user-data-dir: ${path}: is a file or lies below one; name a folder`)
  expect(statSync(file).size).toBe(4)
  const nowhere = join(folder, 'nowhere')
  symlinkSync(join(folder, 'gone'), nowhere)
  for (const path of [nowhere, ...(process.platform === 'linux' ? ['/proc/courtesy/data'] : [])])
    expect(makeOwnFolder(path)).toBe(`courtesy: --user-data-dir: ${path}: cannot be used (ENOENT); name another folder`)
})

test.runIf(process.platform === 'linux')('a place where nobody may make a folder is said so', () => {
  expect(makeOwnFolder('/sys/courtesy')).toBe(
    'courtesy: --user-data-dir: /sys/courtesy: may not be read and written; correct its permissions or name another folder',
  )
})
