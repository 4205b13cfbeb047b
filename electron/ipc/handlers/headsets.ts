import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { Services } from '../../app/services.ts'

type Names = 'headsets.choose' | 'headsets.take' | 'headsets.cancel' | 'headsets.forget'

export function headsetHandlers({ headsets }: Pick<Services, 'headsets'>): Handlers<Pick<typeof deskCalls, Names>> {
  return {
    'headsets.choose': async () => (await headsets.choose(), null),
    'headsets.take': ({ id }) => (headsets.take(id), null),
    'headsets.cancel': () => (headsets.cancel(), null),
    'headsets.forget': async (which) => (await headsets.forget(which), null),
  }
}
