import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import type { Failure } from '#shared/contract/result.ts'
import { answers, closePhones, phoneAt } from '../../../../support/phone/on-wire.ts'
import type { Script } from '../../../../support/sip-peer.ts'

afterEach(closePhones)

const id = (last: number): string => `0196e2f5-6a2b-7c11-9d3e-00000000030${last}`

/** Two calls, the second one talked and the first on hold for it. */
async function two(script: Script = answers, media = {}) {
  const phone = await phoneAt(script, media)
  const { calls, told } = phone
  const now = (callId: string): Call | undefined => told.findLast((call) => call.callId === callId)
  const settled = (callId: string, expected: Partial<Call>) =>
    vi.waitFor(() => expect(now(callId)).toMatchObject({ holdPending: false, ...expected }), { timeout: 4_000 })
  const dial = async (last: number): Promise<void> => {
    calls.dial(id(last), `${last}`)
    await settled(id(last), { phase: 'connected' })
  }
  await dial(1)
  await dial(2)
  await settled(id(1), { held: true })
  return { ...phone, now, settled, dial }
}

/** Takes every call; re-INVITEs are answered with these, '' and none for taking them. */
const within =
  (statuses: string[]): Script =>
  (request, reply, socket) => {
    const again = request.method === 'INVITE' && /;tag=/.test(request.header('To') ?? '')
    const status = again ? statuses.shift() : undefined
    if (status) reply(status)
    else answers(request, reply, socket)
  }

const saying = (messageKey: string) =>
  expect.toSatisfy((thrown: Failure) => thrown.error.messageKey === messageKey) as unknown as Error

describe('a conference', () => {
  test('takes the held call off hold and mixes the two; mute and hold are of both', async () => {
    const mutes: boolean[] = []
    const { calls, mixing, settled, now, peer } = await two(answers, { mute: (on: boolean) => mutes.push(on) })
    const invites = (): number => peer.requests.filter(({ method }) => method === 'INVITE').length
    const before = invites()
    calls.join(id(1), id(2))
    await settled(id(1), { together: true, held: false })
    await settled(id(2), { together: true, held: false })
    expect(mixing).toEqual([2])
    // The one that was talked is not offered anew.
    expect(invites()).toBe(before + 1)
    calls.mute(id(2), true)
    expect([now(id(1))?.muted, now(id(2))?.muted, mutes]).toEqual([true, true, [true, true]])
    calls.hold(id(1), true)
    await settled(id(1), { held: true })
    await settled(id(2), { held: true, together: true })
    calls.hold(id(2), false)
    await settled(id(1), { held: false })
    await settled(id(2), { held: false, together: true })
  })

  test('a muted agent stays muted to both', async () => {
    const { calls, settled } = await two()
    calls.mute(id(2), true)
    calls.join(id(1), id(2))
    await settled(id(1), { together: true, muted: true })
  })

  test('one leg hung up alone: the other is an ordinary call again', async () => {
    const { calls, mixing, settled } = await two()
    calls.join(id(1), id(2))
    await settled(id(1), { held: false })
    calls.hangUp(id(2), false, true)
    await settled(id(2), { phase: 'ended', endReason: 'hung_up_here', together: false })
    await settled(id(1), { phase: 'connected', together: false, held: false })
    expect(mixing).toEqual([2, 0])
    calls.hold(id(1), true)
    await settled(id(1), { held: true })
  })

  test('the agent takes leave of both with one act', async () => {
    const { calls, mixing, settled, peer } = await two()
    calls.join(id(1), id(2))
    calls.hangUp(id(1))
    for (const one of [1, 2]) await settled(id(one), { phase: 'ended', endReason: 'hung_up_here' })
    expect(mixing).toEqual([2, 0])
    await vi.waitFor(() => expect(peer.requests.filter(({ method }) => method === 'BYE')).toHaveLength(2), { timeout: 4_000 })
    expect(calls.views()).toEqual([])
  })

  test('somebody who hangs up leaves an ordinary call', async () => {
    const { calls, talking, told, mixing } = await phoneAt(answers)
    const [first, second] = [await talking('one'), await talking('two')]
    await vi.waitFor(() => expect(first.now()).toMatchObject({ held: true, holdPending: false }))
    calls.join(first.ours, second.ours)
    await vi.waitFor(() => expect(first.now()).toMatchObject({ held: false, together: true }))
    first.send('BYE', 2)
    await vi.waitFor(() => expect(first.now()).toMatchObject({ phase: 'ended', endReason: 'hung_up_there', together: false }))
    await vi.waitFor(() => expect(second.now()).toMatchObject({ phase: 'connected', together: false, held: false }))
    expect(mixing).toEqual([2, 0])
    // Told in the order in which it happened.
    expect(told.at(-1)).toMatchObject({ callId: second.ours, together: false })
  })

  test('a third call puts both on hold; taking one off it takes both and holds the third', async () => {
    const { calls, settled, dial } = await two()
    calls.join(id(1), id(2))
    await settled(id(1), { held: false })
    await dial(3)
    for (const one of [1, 2]) await settled(id(one), { held: true, together: true })
    expect(() => calls.join(id(3), id(1))).toThrow(saying('error.call.together'))
    calls.hold(id(2), false)
    for (const one of [1, 2]) await settled(id(one), { held: false, together: true })
    await settled(id(3), { held: true, together: false })
    calls.endAll()
    expect(calls.views()).toEqual([])
  })

  test('a resume that is not taken: that side waits in silence, the other goes on, and resuming is tried again', async () => {
    // Within the dialogs: the hold of the first call, then its resume.
    const { calls, settled } = await two(within(['', '488 Not Acceptable Here']))
    calls.join(id(1), id(2))
    await settled(id(1), { together: true, held: true, holdProblem: 'resume' })
    await settled(id(2), { together: true, held: false })
    calls.hold(id(1), false)
    await settled(id(1), { held: false, holdProblem: null })
  })

  test('a side that the exchange knows no more: its end is told, and the other goes on alone', async () => {
    const { calls, settled, mixing } = await two(within(['', '', '481 Call/Transaction Does Not Exist']))
    calls.join(id(1), id(2))
    await settled(id(1), { held: false })
    calls.hold(id(1), true)
    await settled(id(1), { phase: 'ended', endReason: 'connection_lost', together: false })
    await settled(id(2), { phase: 'connected', together: false, held: true })
    expect(mixing).toEqual([2, 0])
    calls.hold(id(2), false)
    await settled(id(2), { held: false })
  })

  test('calls that are not talked yet, are being transferred, or are gone', async () => {
    const { calls, invite, told } = await two()
    expect(() => calls.join(id(1), id(1))).toThrow(saying('error.call.together'))
    expect(() => calls.join(id(1), id(9))).toThrow(saying('error.call.gone'))
    invite('rings')
    const { callId } = await vi.waitFor(
      () => told.find((call) => call.phase === 'ringing') ?? Promise.reject(new Error('no ring')),
    )
    expect(() => calls.join(id(1), callId)).toThrow(saying('error.call.notConnected'))
    calls.transfer(id(1), '77')
    expect(() => calls.join(id(1), id(2))).toThrow(saying('error.call.transferring'))
  })
})
