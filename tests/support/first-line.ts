import type { LineView } from '#shared/contract/desk/state.ts'
import { userSettingsSchema } from '#shared/settings/user-settings.ts'
import { firstState } from '../../electron/app/first-state.ts'

/** The line as a desk that nobody has set up says it at its start. */
export const firstLine = (): LineView =>
  firstState({
    version: '1',
    language: 'en',
    agent: { name: '', extension: '' },
    queues: [],
    settings: userSettingsSchema.parse({}),
  }).line
