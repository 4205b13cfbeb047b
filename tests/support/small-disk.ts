import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { TEST_USER } from './app/ordinary-user.ts'

/** A file system of a few megabytes over a folder. */
export interface SmallDisk {
  /** Fills it to the last byte. */
  fill(): void
  /** Gives the room back. */
  free(): void
  unmount(): void
}

/**
 * Mounts a small file system over a folder of the app's user. Only root may, on Linux.
 * @returns the disk, or in words why there can be none
 */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk needs Linux and root'
  const id = (which: string): string => execFileSync('id', [which, TEST_USER], { encoding: 'utf8' }).trim()
  const options = `size=${megabytes}m,mode=0700,uid=${id('-u')},gid=${id('-g')}`
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (thrown) {
    return `mounting is not allowed here (${String(thrown).split('\n')[0]})`
  }
  const filler = join(folder, 'filler')
  return {
    fill: () => fill(folder, filler),
    free: () => rmSync(filler, { force: true }),
    unmount: () => execFileSync('umount', ['-l', folder]),
  }
}

function fill(folder: string, path: string): void {
  const file = openSync(path, 'a')
  const block = Buffer.alloc(65_536, 1)
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(folder)
      if (bavail === 0) return
      writeSync(file, block, 0, Math.min(bavail * bsize, block.length))
    }
  } catch (error) {
    // The app itself took what was left.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
}
