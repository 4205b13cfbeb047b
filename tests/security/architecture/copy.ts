import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'

/** A copy of the sources in which a test may break rules. */
export type Copy = {
  readonly write: (file: string, text: string) => void
  /** Runs a tool of node_modules/.bin in the copy. */
  readonly tool: (name: string, ...args: string[]) => { code: number; output: string }
  readonly remove: () => void
}

/** Copies what git tracks and what is new but not ignored; node_modules is a link. */
export function copySources(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-architecture-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: inCheckout('.'),
    encoding: 'utf8',
  })
  for (const file of listed.split('\0').filter(Boolean)) {
    cpSync(inCheckout(file), join(folder, file), { force: true, recursive: true, errorOnExist: false })
  }
  symlinkSync(inCheckout('node_modules'), join(folder, 'node_modules'))
  return {
    write: (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    },
    tool: (name, ...args) => {
      const { status, stdout, stderr } = spawnSync(inCheckout(`node_modules/.bin/${name}`), args, {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, NO_COLOR: '1' },
      })
      return { code: status ?? -1, output: stdout + stderr }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
