import { afterEach, describe, expect, test, vi } from 'vitest'
import { answers, closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'
import type { Script } from '../../../../support/sip-peer.ts'

afterEach(closePhones)
const contact = 'Contact: <sip:a@b>'
const polite: Script = (request, reply, socket) => {
  if (request.method === 'INVITE') answers(request, reply, socket)
  else if (request.method !== 'ACK') reply('200 OK')
}
/** Bodies of the NOTIFYs we sent, with their state. */
const told = (phone: Awaited<ReturnType<typeof phoneAt>>): string[] =>
  phone.peer.requests
    .filter((one) => one.method === 'NOTIFY')
    .map((one) => `${one.body.trim()} ${one.header('Subscription-State')?.split(';')[0]} ${one.header('Event')}`)

describe('REFER within a call: nobody but the agent makes the phone dial', () => {
  test('asked and accepted: 202, a call there with what belongs to it, and each step told', async () => {
    const phone = await phoneAt(polite)
    const { now, ours, send } = await phone.talking('r1')
    const by = 'Referred-By: <sip:boss@toll.test>'
    send('REFER', 2, [contact, 'Refer-To: "Orders <desk>" <sip:orders@toll.test?Replaces=x%3Bto-tag%3D1%3Bfrom-tag%3D2>', by])
    await vi.waitFor(() => expect(now()?.asked).toMatchObject({ kind: 'refer', who: { name: 'Orders <desk>', user: 'orders' } }))
    expect(phone.responses.some((one) => one.includes('CSeq: 2 REFER'))).toBe(false)
    expect(phone.peer.requests.some((one) => one.method === 'INVITE')).toBe(false)
    phone.calls.decide(ours, true)
    expect(await phone.answer('r1', '2 REFER')).toMatch(/^SIP\/2\.0 202 /)
    const other = await phone.until((call) => call.direction === 'outbound' && call.phase === 'connected')
    const invite = phone.peer.requests.find((one) => one.method === 'INVITE')
    expect(invite?.uri).toBe('sip:orders@toll.test')
    expect(invite?.header('Replaces')).toBe('x;to-tag=1;from-tag=2')
    expect(invite?.header('Referred-By')).toBe('<sip:boss@toll.test>')
    await vi.waitFor(() => expect(told(phone)).toHaveLength(3))
    expect(told(phone)).toEqual([
      'SIP/2.0 100 Progress active refer;id=2',
      'SIP/2.0 180 Progress active refer;id=2',
      'SIP/2.0 200 OK terminated refer;id=2',
    ])
    await vi.waitFor(() => expect(now()).toMatchObject({ held: true, asked: null }))
    // Whoever handed us on takes leave: handed over, not hung up.
    send('BYE', 3)
    await vi.waitFor(() => expect(now()?.endReason).toBe('transferred'))
    expect(phone.calls.views().map((call) => call.callId)).toEqual([other.callId])
  })

  test('declined by the agent, or by the setting, or while another question is open: 603; the call goes on', async () => {
    const phone = await phoneAt(polite)
    const { now, ours, send } = await phone.talking('r2')
    const to = 'Refer-To: <sip:orders@toll.test>'
    send('REFER', 2, [contact, to])
    await vi.waitFor(() => expect(now()?.asked?.kind).toBe('refer'))
    send('REFER', 3, [contact, to])
    expect(await phone.answer('r2', '3 REFER')).toMatch(/^SIP\/2\.0 603 /)
    phone.calls.decide(ours, false)
    expect(await phone.answer('r2', '2 REFER')).toMatch(/^SIP\/2\.0 603 /)
    phone.calls.handOver = 'refuse'
    send('REFER', 4, [contact, to])
    expect(await phone.answer('r2', '4 REFER')).toMatch(/^SIP\/2\.0 603 /)
    expect(now()).toMatchObject({ phase: 'connected', held: false, asked: null })
    expect(() => phone.calls.decide(ours, true)).toThrow()
    expect(phone.peer.requests.some((one) => one.method === 'INVITE')).toBe(false)
  })

  test('nobody there: told as that, and the first call is an ordinary one again', async () => {
    const phone = await phoneAt((request, reply) => {
      if (request.method === 'INVITE') reply('404 Not Found')
      else if (request.method !== 'ACK') reply('200 OK')
    })
    const { now, ours, send } = await phone.talking('r3')
    send('REFER', 2, [contact, 'Refer-To: <sip:nobody@toll.test>'])
    await vi.waitFor(() => expect(now()?.asked?.kind).toBe('refer'))
    phone.calls.decide(ours, true)
    await vi.waitFor(() => expect(told(phone).at(-1)).toBe('SIP/2.0 404 Failed terminated refer;id=2'))
    send('BYE', 3)
    await vi.waitFor(() => expect(now()?.endReason).toBe('hung_up_there'))
  })

  test.each([
    'Refer-To: <tel:+36301234567>',
    'Refer-To: <sip:a@b?Route=%3Csip:evil%3E>',
    'Refer-To: <sip:a@b?Route=x%3Bto-tag%3D1%3Bfrom-tag%3D2>',
    'Refer-To: <sip:a@b;method=BYE>',
    'Refer-To: <sip:a@b?Replaces=x%0D%0AX-Evil%3A1%3Bto-tag%3D1%3Bfrom-tag%3D2>',
    'Refer-To: nonsense',
    'Refer-To: <sip:a@b>\r\nRefer-To: <sip:c@d>',
  ])('%j is no plain call: 400', async (line) => {
    const phone = await phoneAt(polite)
    const { now, send } = await phone.talking('r4')
    send('REFER', 2, [contact, line])
    expect(await phone.answer('r4', '2 REFER')).toMatch(/^SIP\/2\.0 400 /)
    expect(now()?.asked).toBeNull()
  })

  test('outside a call it is refused', async () => {
    const phone = await phoneAt(polite)
    const lines = ['From: <sip:a@b>;tag=1', 'To: <sip:agent@toll.test>', 'Call-ID: r5', 'CSeq: 1 REFER', contact]
    phone.request('REFER sip:agent@toll.test SIP/2.0', [...lines, 'Refer-To: <sip:x@y>'])
    expect(await phone.answer('r5', '1 REFER')).toMatch(/^SIP\/2\.0 603 /)
    expect(phone.peer.requests.some((one) => one.method === 'INVITE')).toBe(false)
  })
})

describe('INVITE with Replaces', () => {
  const scene = async () => {
    const phone = await phoneAt(polite)
    const first = await phone.talking('p1', ['P-Asserted-Identity: "Colleague" <sip:colleague@toll.test>'])
    const replaces = `Replaces: p1;to-tag=${first.tag};from-tag=1`
    return { phone, first, replaces }
  }
  const customer = 'P-Asserted-Identity: "Szabó Éva" <sip:+36301234567@toll.test>'

  test('rings within the call it names; answered, the same call goes on with the new partner and the old one is hung up', async () => {
    const { first, phone, replaces } = await scene()
    phone.invite('p2', [replaces, customer], sdp)
    await phone.answer('p2', '1 INVITE', 180)
    expect(first.now()?.asked).toMatchObject({ kind: 'replace', who: { name: 'Szabó Éva' } })
    expect(phone.rings.at(-1)).toBe('soft')
    expect(phone.calls.views()).toHaveLength(1)
    expect(phone.peer.requests.some((one) => one.method === 'BYE')).toBe(false)
    phone.calls.decide(first.ours, true)
    expect(await phone.answer('p2', '1 INVITE')).toMatch(/^SIP\/2\.0 200 /)
    await vi.waitFor(() => expect(phone.peer.requests.find((one) => one.method === 'BYE')?.header('Call-ID')).toBe('p1'))
    await vi.waitFor(() => expect(first.now()).toMatchObject({ phase: 'connected', asked: null, held: false }))
    expect(first.now()?.connectedTo).toMatchObject({ name: 'Szabó Éva', user: '+36301234567' })
    expect(phone.rings.at(-1)).toBe('off')
    // What happens to the new dialog happens to the call.
    const to = /^To: .*$/m.exec(await phone.answer('p2', '1 INVITE'))?.[0].trim() ?? ''
    for (const [method, cseq] of [
      ['ACK', 1],
      ['BYE', 2],
    ] as const)
      phone.request(`${method} sip:agent@toll.test SIP/2.0`, [
        'From: <sip:a@b>;tag=1',
        to,
        'Call-ID: p2',
        `CSeq: ${cseq} ${method}`,
      ])
    await vi.waitFor(() => expect(first.now()).toMatchObject({ phase: 'ended', endReason: 'hung_up_there' }))
  })

  test('declined: 603, and the call is as it was; given up by the caller: no question any more', async () => {
    const { first, phone, replaces } = await scene()
    phone.invite('p3', [replaces, customer], sdp)
    await phone.answer('p3', '1 INVITE', 180)
    phone.calls.decide(first.ours, false)
    expect(await phone.answer('p3', '1 INVITE')).toMatch(/^SIP\/2\.0 603 /)
    expect(first.now()).toMatchObject({ phase: 'connected', asked: null, connectedTo: null })
    phone.invite('p4', [replaces, customer], sdp)
    const via = /^Via: (.*)$/m.exec(await phone.answer('p4', '1 INVITE', 180))?.[1]?.trim() ?? ''
    phone.peer.send(
      `CANCEL sip:agent@toll.test SIP/2.0\r\nVia: ${via}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:agent@toll.test>\r\nCall-ID: p4\r\nCSeq: 1 CANCEL\r\nContent-Length: 0\r\n\r\n`,
    )
    expect(await phone.answer('p4', '1 INVITE')).toMatch(/^SIP\/2\.0 487 /)
    await vi.waitFor(() => expect(first.now()?.asked).toBeNull())
    expect(phone.rings.at(-1)).toBe('off')
  })

  test.each([
    ['a call we do not have', 'Replaces: nobody;to-tag=1;from-tag=2', 481],
    ['another tag of ours', 'Replaces: p1;to-tag=other;from-tag=1', 481],
    ['another tag of theirs', 'Replaces: p1;to-tag=TAG;from-tag=other', 481],
    ['the tags the wrong way round', 'Replaces: p1;to-tag=1;from-tag=TAG', 481],
    ['only while it rings, and it rings no more', 'Replaces: p1;to-tag=TAG;from-tag=1;early-only', 486],
    ['malformed', 'Replaces: p1', 400],
    ['two of them', 'Replaces: p1;to-tag=TAG;from-tag=1\r\nReplaces: p1;to-tag=TAG;from-tag=1', 400],
  ])('%s: %s is refused', async (_name, line, status) => {
    const { first, phone } = await scene()
    phone.invite('p5', [line.replaceAll('TAG', first.tag)], sdp)
    expect(await phone.answer('p5', '1 INVITE')).toMatch(new RegExp(`^SIP/2\\.0 ${status} `))
    expect(first.now()).toMatchObject({ phase: 'connected', asked: null })
  })

  test('the old partner hangs up before the agent answers: who was sent rings as an ordinary call and can be talked to', async () => {
    const { first, phone, replaces } = await scene()
    phone.invite('p7', [replaces, customer], sdp)
    await phone.answer('p7', '1 INVITE', 180)
    first.send('BYE', 2)
    await vi.waitFor(() => expect(first.now()).toMatchObject({ phase: 'ended', endReason: 'hung_up_there', asked: null }))
    const rings = await phone.until((call) => call.phase === 'ringing' && call.facts.sipCallId === 'p7')
    expect(rings.facts.asserted).toMatchObject({ name: 'Szabó Éva' })
    await phone.calls.answer(rings.callId)
    expect(await phone.answer('p7', '1 INVITE')).toMatch(/^SIP\/2\.0 200 /)
  })

  test('the sound of the new call cannot be agreed on: the old call is as it was, with whom it was', async () => {
    let broken = false
    const phone = await phoneAt(polite, { setDescription: () => (broken ? Promise.reject(new Error('no')) : Promise.resolve()) })
    const first = await phone.talking('p8')
    phone.invite('p9', [`Replaces: p8;to-tag=${first.tag};from-tag=1`, customer], sdp)
    await phone.answer('p9', '1 INVITE', 180)
    broken = true
    phone.calls.decide(first.ours, true)
    expect(await phone.answer('p9', '1 INVITE')).toMatch(/^SIP\/2\.0 4\d\d /)
    expect(first.now()).toMatchObject({ phase: 'connected', asked: null, connectedTo: null })
    expect(phone.peer.requests.some((one) => one.method === 'BYE')).toBe(false)
  })

  test('refused by the setting', async () => {
    const { first, phone, replaces } = await scene()
    phone.calls.handOver = 'refuse'
    phone.invite('p6', [replaces], sdp)
    expect(await phone.answer('p6', '1 INVITE')).toMatch(/^SIP\/2\.0 603 /)
    expect(first.now()?.asked).toBeNull()
  })
})

test('parked: handed over to the code, and the slot the exchange names is told with the end of the call', async () => {
  const phone = await phoneAt((request, reply, socket) => {
    if (request.method === 'REFER') return reply('202 Accepted', ['Contact: <sip:peer@127.0.0.1>'])
    return polite(request, reply, socket)
  })
  const { now, ours, send } = await phone.talking('k1')
  phone.calls.transfer(ours, '*68')
  // The test's customer takes the hold that goes before.
  await vi.waitFor(() =>
    expect(phone.peer.requests.find((one) => one.method === 'REFER')?.header('Refer-To')).toBe('<sip:*68@toll.test>'),
  )
  const told = [
    'Event: refer',
    'Subscription-State: terminated;reason=noresource',
    'Content-Type: message/sipfrag;version=2.0',
    contact,
  ]
  send('NOTIFY', 2, told, 'SIP/2.0 200 OK\r\nContact: <sip:701@toll.test>\r\n')
  await vi.waitFor(() => expect(now()).toMatchObject({ phase: 'ended', endReason: 'transferred', parkedAt: '701' }))
})
