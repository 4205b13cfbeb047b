import { loadProfile, type LoadedProfile } from '../policy/load-profile.ts'
import { refuseStart } from './refuse-start.ts'
import { parseSwitches, type Switches } from './switches.ts'

export interface StartOptions {
  readonly switches: Switches
  readonly profile: LoadedProfile | null
}

/** Reads the command line and the profile it names; ends the start when either is wrong. */
export function startOptions(argv: readonly string[]): StartOptions {
  const parsed = parseSwitches(argv)
  if (!parsed.ok) return refuseStart(parsed.line)
  const { switches } = parsed
  // Practice brings a line and a mailbox of its own.
  if (switches.profile === null || switches.practice) return { switches, profile: null }
  const loaded = loadProfile(switches.profile)
  return loaded.ok ? { switches, profile: loaded.loaded } : refuseStart(loaded.line)
}
