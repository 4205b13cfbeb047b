import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes the folder in which everything of ours lives, for its owner alone.
 * @returns null, or why it cannot be: one line with the switch, what is wrong and the mend
 */
export function makeOwnFolder(folder: string): string | null {
  try {
    make(folder)
    // One that was there before may be somebody else's.
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
    const [wrong, mend] = problems[code] ?? [`cannot be used (${code})`, 'name another folder']
    return `courtesy: --user-data-dir: ${folder}: ${wrong}; ${mend}`.replace(/\s+/g, ' ')
  }
}

const noFolder = ['is a file or lies below one', 'name a folder'] as const
const closed = ['may not be read and written', 'correct its permissions or name another folder'] as const
const problems: Readonly<Record<string, readonly [wrong: string, mend: string]>> = {
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  EACCES: closed,
  EPERM: closed,
  EROFS: closed,
}

/** Step by step: Node's own recursive way never comes back from a place such as /proc, which says ENOENT to every new folder. */
function make(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
    make(dirname(folder))
    mkdirSync(folder, { mode: 0o700 })
  }
}
