import { afterEach, expect, test, vi } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import { answers, closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'
import type { Script } from '../../../../support/sip-peer.ts'

afterEach(closePhones)

const dialled = '0196e2f5-6a2b-7c11-9d3e-000000000401'

/** Somebody called "slow" rings until `pickUp`. */
async function phone() {
  let pickUp = (): void => {}
  const script: Script = (request, reply, socket) => {
    const first = request.method === 'INVITE' && !/;tag=/.test(request.header('To') ?? '')
    if (!first) return answers(request, reply, socket)
    reply('180 Ringing', ['Contact: <sip:peer@127.0.0.1>'])
    pickUp = () => reply('200 OK', ['Contact: <sip:peer@127.0.0.1>', 'Content-Type: application/sdp'], sdp)
  }
  const at = await phoneAt(script)
  const now = (callId: string): Call | undefined => at.told.findLast((call) => call.callId === callId)
  const settled = (callId: string, expected: Partial<Call>) =>
    vi.waitFor(() => expect(now(callId)).toMatchObject({ holdPending: false, ...expected }), { timeout: 4_000 })
  const dial = async (): Promise<void> => {
    at.calls.dial(dialled, 'slow')
    await settled(dialled, { phase: 'alerting' })
  }
  return { ...at, now, settled, dial, pickUp: () => pickUp() }
}

test('taking a call while another is dialled: who is dialled waits when they answer, and hears nothing of it', async () => {
  const { calls, dial, pickUp, settled, talking } = await phone()
  await dial()
  const taken = await talking('taken')
  pickUp()
  await settled(dialled, { phase: 'connected', held: true })
  await settled(taken.ours, { phase: 'connected', held: false })
  // A swap as ever.
  calls.hold(dialled, false)
  await settled(dialled, { held: false })
  await settled(taken.ours, { held: true })
})

test('so too when a call comes off hold while another is dialled; on hold again, who was dialled is talked', async () => {
  for (const again of [false, true]) {
    const { calls, dial, pickUp, settled, talking } = await phone()
    const first = await talking('first')
    await dial()
    await settled(first.ours, { held: true })
    calls.hold(first.ours, false)
    await settled(first.ours, { held: false })
    if (again) calls.hold(first.ours, true)
    pickUp()
    await settled(dialled, { phase: 'connected', held: !again })
    await settled(first.ours, { held: again })
  }
})

test('of the call that was taken before and of the one dialled since, the later is talked', async () => {
  const { dial, pickUp, settled, talking } = await phone()
  const first = await talking('first')
  await dial()
  pickUp()
  await settled(first.ours, { held: true })
  await settled(dialled, { phase: 'connected', held: false })
})
