import { realpathSync } from 'node:fs'
import { loadProfile, type LoadedProfile } from '../policy/load-profile.ts'
import { refuseStart } from './refuse-start.ts'
import { parseSwitches, type Switches, type Unpackaged } from './switches.ts'

export interface StartOptions {
  readonly switches: Switches
  readonly profile: LoadedProfile | null
}

/** Reads the command line (see {@link parseSwitches}) and the profile it names; ends the start when either is wrong. */
export function startOptions(argv: readonly string[], unpackaged: Unpackaged | null): StartOptions {
  const parsed = parseSwitches(argv, unpackaged)
  if (!parsed.ok) return refuseStart(parsed.line)
  const { switches } = parsed
  // Practice brings a line and a mailbox of its own.
  if (switches.profile === null || switches.practice) return { switches, profile: null }
  const loaded = loadProfile(switches.profile)
  return loaded.ok ? { switches, profile: loaded.loaded } : refuseStart(loaded.line)
}

/** Whether an argument is the path of a folder, from wherever it is looked at. */
export function isPathOf(folder: string): (argument: string) => boolean {
  return (argument) => {
    try {
      return realpathSync(argument) === realpathSync(folder)
    } catch {
      // Nothing lies there, so it is not our folder.
      return false
    }
  }
}
