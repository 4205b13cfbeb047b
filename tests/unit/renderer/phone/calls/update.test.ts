import { Core } from 'sip.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { updateRefusal } from '../../../../../renderer/phone/calls/answer-update.ts'
import { answers, closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'

afterEach(closePhones)
const contact = 'Contact: <sip:a@moved.test>'

describe('UPDATE (RFC 3311)', () => {
  test('without an offer: a bare 200; what it says of the partner is shown, and where it came from is where we answer to', async () => {
    const phone = await phoneAt(() => {})
    const { now, send } = await phone.talking('u1')
    send('UPDATE', 2, [contact, 'P-Asserted-Identity: "Szabó, Éva" <sip:+36301234567@toll.test>'])
    const answer = await phone.answer('u1', '2 UPDATE')
    expect(answer).toMatch(/^SIP\/2\.0 200 /)
    expect(answer).toMatch(/\r\nContact: <sip:[^>]+>\r\n/)
    expect(answer).toContain('Content-Length: 0')
    await vi.waitFor(() => expect(now()?.connectedTo).toMatchObject({ name: 'Szabó, Éva', user: '+36301234567' }))
    phone.calls.hangUp(now()?.callId ?? '')
    await vi.waitFor(() => expect(phone.peer.requests.find((one) => one.method === 'BYE')?.uri).toBe('sip:a@moved.test'))
  })

  test('the same partner told once more is no news', async () => {
    const phone = await phoneAt(() => {})
    const { now, send } = await phone.talking('u2', ['P-Asserted-Identity: <sip:+36301234567@toll.test>'])
    send('UPDATE', 2, [contact, 'P-Asserted-Identity: "E. Szabó" <sip:+36301234567@other.test>'])
    await phone.answer('u2', '2 UPDATE')
    expect(now()?.connectedTo).toBeNull()
  })

  test('with an offer: 200 with our answer; one that cannot be taken: 488, rolled back, and the call goes on', async () => {
    const offers: string[] = []
    let rolledBack = 0
    const phone = await phoneAt(() => {}, {
      setDescription: (offer) => (
        offers.push(offer),
        offer.includes('odd') ? Promise.reject(new Error('odd')) : Promise.resolve()
      ),
      rollbackDescription: () => Promise.resolve(void rolledBack++),
      heldByThem: () => offers.some((one) => one.includes('sendonly')),
    })
    const { now, send } = await phone.talking('u3')
    const held = `${sdp}a=sendonly\r\n`
    send('UPDATE', 2, [contact, 'Content-Type: application/sdp'], held)
    const answer = await phone.answer('u3', '2 UPDATE')
    expect(answer).toMatch(/^SIP\/2\.0 200 /)
    expect(answer).toContain('Content-Type: application/sdp')
    expect(answer.endsWith(sdp)).toBe(true)
    expect(offers.at(-1)).toBe(held)
    await vi.waitFor(() => expect(now()?.heldByThem).toBe(true))
    send('UPDATE', 3, [contact, 'Content-Type: application/sdp'], `${sdp}a=odd\r\n`)
    expect(await phone.answer('u3', '3 UPDATE')).toMatch(/^SIP\/2\.0 488 [^]*\r\nWarning: 304 /)
    expect(rolledBack).toBe(1)
    expect(now()?.phase).toBe('connected')
  })

  test('outside a dialog 481; numbers that run backwards 500; sent twice before it was answered: answered once', async () => {
    let described = 0
    const phone = await phoneAt(() => {}, {
      getDescription: async () => (described++, { body: sdp, contentType: 'application/sdp' }),
      setDescription: () => new Promise((resolve) => setTimeout(resolve, 50)),
    })
    const { send } = await phone.talking('u4')
    phone.request('UPDATE sip:agent@toll.test SIP/2.0', [
      ...['From: <sip:a@b>;tag=1', 'To: <sip:agent@toll.test>;tag=nobody', 'Call-ID: nothing', 'CSeq: 7 UPDATE', contact],
    ])
    expect(await phone.answer('nothing', '7 UPDATE')).toMatch(/^SIP\/2\.0 481 /)
    send('UPDATE', 9, [contact])
    expect(await phone.answer('u4', '9 UPDATE')).toMatch(/^SIP\/2\.0 200 /)
    send('UPDATE', 8, [contact])
    expect(await phone.answer('u4', '8 UPDATE')).toMatch(/^SIP\/2\.0 500 /)
    const before = described
    const raw = [
      ...['Via: SIP/2.0/WS x;branch=z9hG4bKtwice', 'Max-Forwards: 70', 'Content-Type: application/sdp', contact],
      ...['Call-ID: u4', 'CSeq: 10 UPDATE', 'From: <sip:a@b>;tag=1'],
    ]
    const first = phone.responses.find((one) => one.includes('CSeq: 9 UPDATE')) ?? ''
    const text = `UPDATE sip:agent@toll.test SIP/2.0\r\n${[...raw, /^To: .*$/m.exec(first)?.[0].trim()].join('\r\n')}\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`
    phone.peer.send(text)
    phone.peer.send(text)
    await phone.answer('u4', '10 UPDATE')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const all = phone.responses.filter((one) => one.includes('CSeq: 10 UPDATE'))
    expect(all.map((one) => one.slice(0, 12))).toEqual(['SIP/2.0 200 '])
    expect(described).toBe(before + 1)
  })

  test('while it rings: without an offer 200, with one 500 and when to try again', async () => {
    const phone = await phoneAt(() => {})
    phone.invite('u5', [], sdp)
    const ringing = await phone.answer('u5', '1 INVITE', 180)
    const to = /^To: .*$/m.exec(ringing)?.[0].trim() ?? ''
    const update = (cseq: number, more: string[], body = ''): void =>
      phone.request(
        'UPDATE sip:agent@toll.test SIP/2.0',
        ['From: <sip:a@b>;tag=1', to, 'Call-ID: u5', `CSeq: ${cseq} UPDATE`, contact, ...more],
        body,
      )
    update(2, [])
    expect(await phone.answer('u5', '2 UPDATE')).toMatch(/^SIP\/2\.0 200 /)
    update(3, ['Content-Type: application/sdp'], sdp)
    expect(await phone.answer('u5', '3 UPDATE')).toMatch(/^SIP\/2\.0 500 [^]*\r\nRetry-After: \d\r\n/)
  })

  test('while our own offer waits for its answer: 491', async () => {
    let first = true
    const phone = await phoneAt((request, reply, socket) => {
      if (request.method === 'INVITE' && !first) return reply('100 Trying')
      if (request.method === 'INVITE') first = false
      answers(request, reply, socket)
    })
    const callId = '0196e2f5-6a2b-7c11-9d3e-000000000301'
    phone.calls.dial(callId, '1')
    await phone.until((call) => call.phase === 'connected')
    phone.calls.hold(callId, true)
    await vi.waitFor(() => expect(phone.peer.requests.filter((one) => one.method === 'INVITE')).toHaveLength(2))
    const ours = phone.peer.requests.find((one) => one.method === 'INVITE')
    const sipCallId = ours?.header('Call-ID') ?? ''
    const update = (cseq: number, more: string[], body = ''): void =>
      phone.request(
        'UPDATE sip:agent@toll.test SIP/2.0',
        [
          ...[`From: ${ours?.header('To')};tag=peer`, `To: ${ours?.header('From')}`, `Call-ID: ${sipCallId}`, contact, ...more],
          `CSeq: ${cseq} UPDATE`,
        ],
        body,
      )
    update(1, ['Content-Type: application/sdp'], sdp)
    expect(await phone.answer(sipCallId, '1 UPDATE')).toMatch(/^SIP\/2\.0 491 /)
    update(2, [])
    expect(await phone.answer(sipCallId, '2 UPDATE')).toMatch(/^SIP\/2\.0 200 /)
  })

  test.each([
    ['theirs rings here', true, Core.SignalingState.HaveRemoteOffer, false, 500],
    ['ours rings there', true, Core.SignalingState.HaveLocalOffer, true, 491],
    ['nothing pending', false, Core.SignalingState.Stable, true, null],
    ['our offer pending', false, Core.SignalingState.HaveLocalOffer, false, 491],
    ['their offer pending', false, Core.SignalingState.HaveRemoteOffer, true, 500],
  ] as const)('%s', (_name, early, signalingState, weCalled, status) =>
    expect(updateRefusal({ early, signalingState }, weCalled)).toBe(status),
  )
})
