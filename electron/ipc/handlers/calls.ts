import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import { dialTarget } from '#shared/domain/dial-target.ts'
import { normalizePhone } from '#shared/domain/phone-number.ts'
import type { Services } from '../../app/services.ts'
import { unwrap } from './unwrap.ts'

type Names =
  | 'call.dial'
  | 'call.answer'
  | 'call.decline'
  | 'call.hangUp'
  | 'call.hold'
  | 'call.resume'
  | 'call.transfer'
  | 'call.transferTo'
  | 'call.join'
  | 'call.decide'
  | 'call.mute'
  | 'call.tones'
  | 'call.silence'

/**
 * @param chosen remembers whose number it was when a record's call button was pressed
 * @param region ISO 3166 region of the line, by which national numbers are read
 */
export function callHandlers(
  { phone }: Pick<Services, 'phone'>,
  chosen: Map<string, string>,
  region: () => string,
): Handlers<Pick<typeof deskCalls, Names>> {
  const dialledAs = (target: string): string => {
    const number = normalizePhone(target, region())
    const dialled = dialTarget(target, number.kind === 'number' || number.kind === 'short' ? number.normalized : null)
    return dialled ?? raise('bad_input', 'error.dial.target')
  }
  return {
    'call.dial': async ({ id, target, contactId }) => {
      const dialled = dialledAs(target)
      if (contactId !== null) chosen.set(id, contactId)
      await unwrap(phone.call('dial', { callId: id, target: dialled }))
      return { id }
    },
    'call.answer': ({ id }) => unwrap(phone.call('answer', { callId: id })),
    'call.decline': ({ id }) => unwrap(phone.call('decline', { callId: id })),
    'call.hangUp': ({ alone, id }) => unwrap(phone.call('hangUp', { callId: id, alone })),
    'call.hold': ({ id }) => unwrap(phone.call('hold', { callId: id })),
    'call.resume': ({ id }) => unwrap(phone.call('resume', { callId: id })),
    'call.transfer': ({ id, target }) => unwrap(phone.call('transfer', { callId: id, target: dialledAs(target) })),
    'call.transferTo': ({ id, otherId }) => unwrap(phone.call('transferTo', { callId: id, otherCallId: otherId })),
    'call.join': ({ id, otherId }) => unwrap(phone.call('join', { callId: id, otherCallId: otherId })),
    'call.decide': ({ id, yes }) => unwrap(phone.call('decide', { callId: id, yes })),
    'call.mute': ({ id, muted }) => unwrap(phone.call('mute', { callId: id, muted })),
    'call.tones': ({ id, tones }) => unwrap(phone.call('sendTones', { callId: id, tones })),
    'call.silence': ({ id }) => unwrap(phone.call('silence', { callId: id })),
  }
}
