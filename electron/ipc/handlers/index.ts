import type { BrowserWindow } from 'electron'
import type { DeskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { Services } from '../../app/services.ts'
import { accountHandlers } from './accounts.ts'
import { appHandlers } from './app.ts'
import { callHandlers } from './calls.ts'
import { cueHandlers } from './cues.ts'
import { fileHandlers } from './files.ts'
import { forwardedHandlers } from './forwarded.ts'
import { headsetHandlers } from './headsets.ts'
import { interactionHandlers } from './interactions.ts'
import { lineHandlers } from './line.ts'
import { mergeHandlers } from './merges.ts'
import { playbookHandlers } from './playbooks.ts'
import { practiceHandlers } from './practice.ts'
import { recordingHandlers } from './recordings.ts'

/** Every call of the desk's contract with its handler; one that is missing does not compile. */
export function deskHandlers(
  services: Services,
  more: {
    drawn: () => void
    chosen: Map<string, string>
    region: () => string
    window: () => BrowserWindow | null
    downloads: () => string
  },
): Handlers<DeskCalls> {
  return {
    ...forwardedHandlers(services),
    ...appHandlers(services, more.drawn, more.window),
    ...lineHandlers(services),
    ...headsetHandlers(services),
    ...callHandlers(services, more.chosen, more.region),
    ...interactionHandlers(services),
    ...mergeHandlers(services),
    ...recordingHandlers(services),
    ...accountHandlers(services),
    ...playbookHandlers(services),
    ...cueHandlers(services, more.window, more.downloads),
    ...fileHandlers(services, more.window, more.downloads),
    ...practiceHandlers(services),
  }
}
