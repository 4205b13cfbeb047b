import { randomUUID } from 'node:crypto'
import type { Call } from '#shared/domain/call.ts'
import type { PhoneApp } from '../support/phone/harness.ts'
import type { SoakExchange } from './exchange.ts'

type Kind = (phone: PhoneApp, exchange: SoakExchange, found: Found) => Promise<void>
/** Waits for the newest news of a call. */
type Found = (passes: (call: Call) => boolean) => Promise<Call>

function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** Every kind of call in the order it is played; each leaves nothing behind. @throws when it does not end as it should */
export const kinds: Readonly<Record<string, Kind>> = {
  'answered, and the agent hangs up': async (phone, exchange, found) => {
    const ringing = exchange.ring()
    const { callId } = await found((call) => call.phase === 'ringing')
    await phone.call('answer', { callId, automatic: false })
    expectThat((await ringing.final) === 200, 'not taken')
    await found((call) => call.callId === callId && call.phase === 'connected')
    const bye = exchange.asked('BYE')
    await phone.call('hangUp', { callId, closing: false, alone: false })
    await bye
    await found((call) => call.callId === callId && call.endReason === 'hung_up_here')
  },
  'answered, held, resumed, muted, recorded, and the customer hangs up': async (phone, exchange, found) => {
    const ringing = exchange.ring(['X-Queue: claims'])
    const { callId } = await found((call) => call.phase === 'ringing')
    await phone.call('answer', { callId, automatic: false })
    await ringing.final
    await found((call) => call.callId === callId && call.phase === 'connected')
    await phone.call('record', { callId, recordingId: randomUUID(), paused: false })
    await phone.call('hold', { callId })
    await found((call) => call.callId === callId && call.held && !call.holdPending)
    await phone.call('resume', { callId })
    await found((call) => call.callId === callId && !call.held && !call.holdPending)
    await phone.call('mute', { callId, muted: true })
    await found((call) => call.callId === callId && call.muted)
    expectThat((await ringing.bye()) === 200, 'the BYE was not taken')
    await found((call) => call.callId === callId && call.endReason === 'hung_up_there')
  },
  'given up by the caller': async (_phone, exchange, found) => {
    const ringing = exchange.ring()
    const { callId } = await found((call) => call.phase === 'ringing')
    ringing.cancel()
    expectThat((await ringing.final) === 487, 'not given up')
    await found((call) => call.callId === callId && call.endReason === 'caller_gave_up')
  },
  declined: async (phone, exchange, found) => {
    const ringing = exchange.ring()
    const { callId } = await found((call) => call.phase === 'ringing')
    await phone.call('decline', { callId })
    expectThat((await ringing.final) >= 480, 'not declined')
    await found((call) => call.callId === callId && call.endReason === 'declined')
  },
  'called, and it was busy': async (phone, exchange, found) => {
    exchange.answerWith('486 Busy Here')
    const callId = randomUUID()
    await phone.call('dial', { callId, target: '+36301234567' })
    await found((call) => call.callId === callId && call.endReason === 'busy')
  },
  'called and talked, with tones': async (phone, exchange, found) => {
    exchange.answerWith('200 OK')
    const callId = randomUUID()
    await phone.call('dial', { callId, target: '+36301234567' })
    await found((call) => call.callId === callId && call.phase === 'connected')
    await phone.call('sendTones', { callId, tones: '1#' })
    await phone.call('hangUp', { callId, closing: false, alone: false })
    await found((call) => call.callId === callId && call.endReason === 'hung_up_here')
  },
}
