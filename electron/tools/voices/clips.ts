import { closeSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * Serial number of the sound in our clips (RFC 3533 §6: bytes 14 to 17 of a page, the lowest first). Recorders draw theirs by lot, so this
 * one tells a clip that was made here from a recording by hand.
 */
export const ourSerial = 1

export interface Clip {
  readonly file: string
  /** Writes the file, new or over one that was made here before. */
  make(): void
}

/**
 * Makes clips, and takes away those made here before that nobody says any more. What others recorded stays as it is, also in the place of a
 * clip. Nothing is taken away before all are made.
 * @param folder where the clips lie, at any depth
 * @returns how many were made, and how many recordings of others were left in their places
 */
export function writeClips(folder: string, clips: readonly Clip[]): { made: number; left: number } {
  const wanted = new Set<string>()
  let left = 0
  for (const { file, make } of clips) {
    wanted.add(resolve(file))
    if (ownerOf(file) === 'others') left++
    else {
      mkdirSync(dirname(file), { recursive: true })
      make()
    }
  }
  sweep(resolve(folder), wanted)
  return { made: clips.length - left, left }
}

/** Whose file lies at a place; a link is somebody's choice. */
function ownerOf(file: string): 'us' | 'others' | null {
  const there = lstatSync(file, { throwIfNoEntry: false })
  if (!there) return null
  if (!there.isFile()) return 'others'
  // A run that was broken off: nobody recorded nothing.
  if (there.size === 0) return 'us'
  const head = Buffer.alloc(18)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, head, 0, head.length, 0)
  } finally {
    closeSync(opened)
  }
  return head.toString('latin1', 0, 4) === 'OggS' && head.readUInt32LE(14) === ourSerial ? 'us' : 'others'
}

/** Takes away our clips below a folder that nobody wants, and the folder when that emptied it; true when it went. */
function sweep(folder: string, wanted: ReadonlySet<string>): boolean {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return false
  let taken = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (sweep(path, wanted)) taken++
    } else if (entry.name.endsWith('.ogg') && !wanted.has(path) && ownerOf(path) === 'us') {
      rmSync(path)
      taken++
    }
  }
  if (taken === 0 || readdirSync(folder).length > 0) return false
  rmdirSync(folder)
  return true
}
