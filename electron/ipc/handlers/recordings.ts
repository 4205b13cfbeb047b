import type { recordingDeskCalls } from '#shared/contract/desk/recordings.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { Services } from '../../app/services.ts'

/** What the desk may do about recordings. */
export function recordingHandlers({ recordings }: Pick<Services, 'recordings'>): Handlers<typeof recordingDeskCalls> {
  return {
    'recording.act': async ({ id, act }) => (await recordings.act(id, act), null),
    'recording.listen': async ({ id }) => ({ url: await recordings.listen(id) }),
    'recording.hold': async ({ id, hold }) => (await recordings.hold(id, hold), null),
    'recording.erase': async ({ id }) => (await recordings.erase(id), null),
  }
}
