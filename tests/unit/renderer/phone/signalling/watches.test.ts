import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Exchange } from '#shared/domain/exchange.ts'
import { realClock, type Clock } from '../../../../../renderer/phone/signalling/clock.ts'
import { Watches } from '../../../../../renderer/phone/signalling/watches.ts'
import { closePhones, phoneAt } from '../../../../support/phone/on-wire.ts'
import type { Script, SipRequest } from '../../../../support/sip-peer.ts'

afterEach(closePhones)
type Phone = Awaited<ReturnType<typeof phoneAt>>

describe('text messages (RFC 3428)', () => {
  const send = (phone: Phone, callId: string, body: string, from = '"Boss" <sip:boss@toll.test>;tag=1'): void =>
    phone.request(
      'MESSAGE sip:agent@toll.test SIP/2.0',
      [`From: ${from}`, 'To: <sip:agent@toll.test>', `Call-ID: ${callId}`, 'CSeq: 1 MESSAGE', 'Content-Type: text/plain'],
      body,
    )

  test('answered and told, on one line, without what would turn the text around it', async () => {
    const phone = await phoneAt(() => {})
    send(phone, 'm1', 'Please call\r\n<b>Éva</b> \u202e$t(call.answer) {{x}}\u0000')
    expect(await phone.answer('m1', '1 MESSAGE')).toMatch(/^SIP\/2\.0 200 /)
    expect(phone.messages).toEqual([{ from: 'Boss', text: 'Please call <b>Éva</b> $t(call.answer) {{x}}' }])
    send(phone, 'm2', 'x'.repeat(9_000), '<sip:201@toll.test>;tag=1')
    await phone.answer('m2', '1 MESSAGE')
    expect(phone.messages[1]).toEqual({ from: '201', text: 'x'.repeat(1_000) })
  })

  test('one that says nothing is answered and not told; too long a one is refused', async () => {
    const phone = await phoneAt(() => {})
    send(phone, 'm3', ' \u200b ')
    expect(await phone.answer('m3', '1 MESSAGE')).toMatch(/^SIP\/2\.0 200 /)
    send(phone, 'm4', 'x'.repeat(10_241))
    expect(await phone.answer('m4', '1 MESSAGE')).toMatch(/^SIP\/2\.0 413 /)
    expect(phone.messages).toEqual([])
  })

  test('within a call as well', async () => {
    const phone = await phoneAt(() => {})
    const call = await phone.talking('m5')
    call.send('MESSAGE', 2, ['Content-Type: text/plain'], 'hello')
    expect(await phone.answer('m5', '2 MESSAGE')).toMatch(/^SIP\/2\.0 200 /)
    expect(phone.messages).toEqual([{ from: 'a', text: 'hello' }])
  })
})

describe('what is watched (RFC 6665)', () => {
  const tagOf = (text: string | undefined): string => /;tag=([^;\s]+)/.exec(text ?? '')?.[1] ?? ''
  let sequence = 0
  /** Tells of a subscription in its dialog. */
  const notify = (phone: Phone, asked: SipRequest | undefined, body: string, state = 'active;expires=600'): void => {
    const event = asked?.header('Event') ?? ''
    phone.request(
      'NOTIFY sip:agent@toll.test SIP/2.0',
      [
        ...[`From: ${(asked?.header('To') ?? '').replace(/;tag=.*/, '')};tag=peer`, `To: ${asked?.header('From')}`],
        ...[`Call-ID: ${asked?.header('Call-ID')}`, `CSeq: ${++sequence} NOTIFY`, 'Contact: <sip:peer@127.0.0.1>'],
        ...[`Event: ${event}`, `Subscription-State: ${state}`],
        ...(body === ''
          ? []
          : [`Content-Type: application/${event === 'dialog' ? 'dialog-info+xml' : 'simple-message-summary'}`]),
      ],
      body,
    )
  }
  const of = (phone: Phone, event: string, user = 'agent'): SipRequest[] =>
    phone.peer.requests.filter(
      (one) => one.method === 'SUBSCRIBE' && one.header('Event') === event && (one.header('To') ?? '').includes(`sip:${user}@`),
    )
  const takes: Script = (request, reply) => {
    if (request.method === 'SUBSCRIBE') reply('200 OK', ['Expires: 600', 'Contact: <sip:peer@127.0.0.1>'])
  }
  const asked = (phone: Phone, event: string, user?: string, times = 1): Promise<SipRequest | undefined> =>
    vi.waitFor(() => (expect(of(phone, event, user)).toHaveLength(times), of(phone, event, user).at(-1)), { timeout: 8_000 })
  const summary = (fresh: number): string => `Messages-Waiting: ${fresh > 0 ? 'yes' : 'no'}\r\nVoice-Message: ${fresh}/0\r\n`
  const busy = '<dialog-info version="1" state="full" entity="x"><dialog id="1"><state>confirmed</state></dialog></dialog-info>'

  test('the voice mailbox: asked for, told, told again, and asked for anew over the next connection', async () => {
    const phone = await phoneAt(takes)
    const first = await asked(phone, 'message-summary')
    expect(first?.uri).toBe('sip:agent@toll.test')
    expect(first?.header('Accept')).toBe('application/simple-message-summary')
    notify(phone, first, summary(3))
    await vi.waitFor(() => expect(phone.exchange.at(-1)?.voicemail).toMatchObject({ waiting: true, fresh: 3 }))
    expect(await phone.answer(first?.header('Call-ID') ?? '', `${sequence} NOTIFY`)).toMatch(/^SIP\/2\.0 200 /)
    notify(phone, first, summary(0))
    await vi.waitFor(() => expect(phone.exchange.at(-1)?.voicemail).toMatchObject({ waiting: false, fresh: 0 }))
    phone.peer.cut()
    const second = await asked(phone, 'message-summary', 'agent', 2)
    expect(second?.header('Call-ID')).not.toBe(first?.header('Call-ID'))
  }, 15_000)

  test('an exchange that cannot be asked may tell unasked; other news unasked is refused', async () => {
    const phone = await phoneAt((request, reply) => request.method === 'SUBSCRIBE' && reply('489 Bad Event'))
    await asked(phone, 'message-summary')
    const unasked = (callId: string, event: string): void =>
      phone.request(
        'NOTIFY sip:agent@toll.test SIP/2.0',
        [
          ...[
            'From: <sip:x@toll.test>;tag=1',
            'To: <sip:agent@toll.test>',
            `Call-ID: ${callId}`,
            'CSeq: 1 NOTIFY',
            `Event: ${event}`,
          ],
          ...['Subscription-State: active', 'Contact: <sip:x@y>', 'Content-Type: application/simple-message-summary'],
        ],
        summary(1),
      )
    unasked('n1', 'message-summary')
    expect(await phone.answer('n1', '1 NOTIFY')).toMatch(/^SIP\/2\.0 200 /)
    expect(phone.exchange.at(-1)?.voicemail).toMatchObject({ fresh: 1 })
    unasked('n2', 'dialog')
    expect(await phone.answer('n2', '1 NOTIFY')).toMatch(/^SIP\/2\.0 481 /)
  })

  test('colleagues: each is watched, told of, and watched no more when taken off the list', async () => {
    const phone = await phoneAt(takes)
    phone.line.watch(['201', '202'])
    expect(phone.exchange.at(-1)?.colleagues).toEqual([
      { user: '201', state: 'unknown' },
      { user: '202', state: 'unknown' },
    ])
    const one = await asked(phone, 'dialog', '201')
    await asked(phone, 'dialog', '202')
    notify(phone, one, busy)
    await vi.waitFor(() => expect(phone.exchange.at(-1)?.colleagues[0]).toEqual({ user: '201', state: 'busy' }))
    phone.peer.cut()
    await vi.waitFor(() => expect(phone.exchange.at(-1)?.colleagues[0]).toEqual({ user: '201', state: 'unknown' }))
    const anew = await asked(phone, 'dialog', '201', 2)
    notify(phone, anew, busy)
    await vi.waitFor(() => expect(phone.exchange.at(-1)?.colleagues[0]).toEqual({ user: '201', state: 'busy' }))
    phone.line.watch(['202'])
    expect(phone.exchange.at(-1)?.colleagues).toEqual([{ user: '202', state: 'unknown' }])
    const last = await asked(phone, 'dialog', '201', 3)
    expect(last?.header('Expires')).toBe('0')
    expect(tagOf(last?.header('To'))).toBe('peer')
    await phone.line.stop()
    expect(phone.exchange.at(-1)).toEqual({ voicemail: null, colleagues: [] })
  }, 15_000)

  /** Watches with a clock of their own, so that the registration keeps to the usual one. */
  const watching = async (clock: Clock): Promise<{ phone: Phone; states: Exchange[] }> => {
    const phone = await phoneAt(takes)
    const states: Exchange[] = []
    const watches = new Watches({ agent: phone.line.agent, clock, random: () => 0.5, changed: (value) => states.push(value) })
    watches.watch(['201'])
    watches.restored()
    return { phone, states }
  }
  const fast = (waits: number[] = []): Clock => ({
    ...realClock,
    setTimeout: (run, ms) => (waits.push(ms), setTimeout(run, ms / 300)),
  })

  test('refreshed before it runs out, within the same subscription', async () => {
    const { phone } = await watching(fast())
    const first = await asked(phone, 'dialog', '201')
    notify(phone, first, busy)
    const second = await asked(phone, 'dialog', '201', 2)
    expect(second?.header('Call-ID')).toBe(first?.header('Call-ID'))
    expect(tagOf(second?.header('To'))).toBe('peer')
    expect(second?.header('Expires')).toBe('600')
  })

  test('ended with a time to wait: those are seconds (SIP.js takes them for milliseconds), and nothing is known meanwhile', async () => {
    const waits: number[] = []
    const { phone, states } = await watching(fast(waits))
    const first = await asked(phone, 'dialog', '201')
    notify(phone, first, busy)
    await vi.waitFor(() => expect(states.at(-1)?.colleagues[0]?.state).toBe('busy'))
    waits.length = 0
    notify(phone, first, '', 'terminated;reason=probation;retry-after=120')
    await vi.waitFor(() => expect(states.at(-1)?.colleagues[0]?.state).toBe('unknown'))
    expect(waits.some((ms) => ms >= 120_000 && ms <= 150_000)).toBe(true)
    await asked(phone, 'dialog', '201', 2)
  })

  test('ended without a time to wait: never asked again at once', async () => {
    const { phone, states } = await watching(realClock)
    const first = await asked(phone, 'dialog', '201')
    notify(phone, first, busy)
    await vi.waitFor(() => expect(states.at(-1)?.colleagues[0]?.state).toBe('busy'))
    notify(phone, first, '', 'terminated;reason=deactivated')
    await vi.waitFor(() => expect(states.at(-1)?.colleagues[0]?.state).toBe('unknown'))
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(of(phone, 'dialog', '201')).toHaveLength(1)
  })

  test('nobody there to be watched: not asked again before the next registration', async () => {
    const waits: number[] = []
    const { phone, states } = await watching(fast(waits))
    const first = await asked(phone, 'dialog', '201')
    notify(phone, first, busy)
    await vi.waitFor(() => expect(states.at(-1)?.colleagues[0]?.state).toBe('busy'))
    waits.length = 0
    notify(phone, first, '', 'terminated;reason=noresource')
    await vi.waitFor(() => expect(states.at(-1)?.colleagues[0]?.state).toBe('unknown'))
    expect(waits).toEqual([])
  })
})
