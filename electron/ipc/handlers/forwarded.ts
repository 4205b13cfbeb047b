import { forwardedNames, type ForwardedName } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { Draft } from '#shared/domain/mail.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { Services } from '../../app/services.ts'
import { unwrap } from './unwrap.ts'

type Forwarded = Handlers<Pick<typeof recordsCalls, ForwardedName>>

/** Calls that change what the mail process should look at now. */
const pokes: ReadonlySet<string> = new Set<ForwardedName>([
  'outbox.queue',
  'outbox.retry',
  'outbox.settle',
  'outbox.withdraw',
  'mail.setSeen',
])

/** Passes the desk's record calls on as they are; the router and the records process both check them. */
export function forwardedHandlers({ records, mail, cues }: Pick<Services, 'records' | 'mail' | 'cues'>): Forwarded {
  const forward = (name: ForwardedName) => async (input: never) => {
    const value = await unwrap(records.call(name, input))
    // Words just kept are what the cues for letters look at.
    if (name === 'drafts.put') cues.draftKept((input as { draft: Draft }).draft)
    if (name === 'outbox.queue') cues.draftSent((input as { draftId: string }).draftId)
    if (pokes.has(name)) void mail.call('poke', null)
    return value
  }
  return Object.fromEntries(forwardedNames.map((name) => [name, forward(name)])) as unknown as Forwarded
}
