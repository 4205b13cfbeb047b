import { afterEach, expect, test, vi } from 'vitest'
import type { CodeOrder } from '#shared/domain/agent-codes.ts'
import { answers, closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'
import type { Script, SipRequest } from '../../../../support/sip-peer.ts'

afterEach(closePhones)
const order = (code: string, more: Partial<CodeOrder> = {}): CodeOrder => ({
  by: 'call',
  to: '',
  header: 'X-Agent-State',
  code,
  open: true,
  ...more,
})
const after = (requests: readonly SipRequest[]): SipRequest[] =>
  requests.filter(({ method }) => !['REGISTER', 'OPTIONS', 'SUBSCRIBE'].includes(method))

test('codes are called one after the other, silently: answered, acknowledged, let go when the exchange hangs up', async () => {
  const phone = await phoneAt(answers)
  for (const code of ['*45', '#48', '*472']) {
    expect(await phone.line.sendCode(order(code))).toEqual({ outcome: 'done', status: 200 })
    await vi.waitFor(() => expect(after(phone.peer.requests).at(-1)?.method).toBe('ACK'))
    const invite = after(phone.peer.requests).findLast(({ method }) => method === 'INVITE')
    expect(invite?.body).toBe(sdp)
    phone.request('BYE sip:agent@toll.test SIP/2.0', [
      `From: ${invite?.header('To')};tag=peer`,
      `To: ${invite?.header('From')}`,
      `Call-ID: ${invite?.header('Call-ID')}`,
      'CSeq: 7 BYE',
    ])
    expect(await phone.answer(invite?.header('Call-ID') ?? '', '7 BYE')).toMatch(/^SIP\/2\.0 200 /)
  }
  expect(after(phone.peer.requests).map(({ method, uri }) => (method === 'INVITE' ? uri : method))).toEqual([
    ...['sip:*45@toll.test', 'ACK', 'sip:%2348@toll.test', 'ACK', 'sip:*472@toll.test', 'ACK'],
  ])
  // No call of the agent, nothing rings.
  expect([phone.told, phone.rings]).toEqual([[], []])
})

test('an announcement that does not end is ended by us', async () => {
  const phone = await phoneAt(answers)
  await phone.line.sendCode(order('*45'))
  await vi.waitFor(() => expect(after(phone.peer.requests).map(({ method }) => method)).toEqual(['INVITE', 'ACK', 'BYE']), {
    timeout: 8_000,
  })
}, 15_000)

test('refused is told with its status; a broken line, or one that is not there, is lost', async () => {
  const script: Script = (request, reply) => {
    if (request.method === 'INVITE' && request.uri.includes('*45')) reply('404 Not Found')
    else if (request.method === 'MESSAGE') reply('405 Method Not Allowed')
  }
  const phone = await phoneAt(script)
  expect(await phone.line.sendCode(order('*45'))).toEqual({ outcome: 'refused', status: 404 })
  expect(await phone.line.sendCode(order('*45', { by: 'message' }))).toEqual({ outcome: 'refused', status: 405 })
  const unanswered = phone.line.sendCode(order('*46'))
  await vi.waitFor(() => expect(after(phone.peer.requests).at(-1)?.uri).toContain('*46'))
  phone.peer.cut()
  expect(await unanswered).toEqual({ outcome: 'lost', status: null })
  await phone.line.stop()
  expect(await phone.line.sendCode(order('*47'))).toEqual({ outcome: 'lost', status: null })
  expect(after(phone.peer.requests).some(({ uri }) => uri.includes('*47'))).toBe(false)
})

test('as a message to whom it is wanted', async () => {
  const phone = await phoneAt((_request, reply) => reply('202 Accepted'))
  expect(await phone.line.sendCode(order('PAUSED', { by: 'message', to: 'acd' }))).toEqual({ outcome: 'done', status: 202 })
  const [sent] = after(phone.peer.requests)
  expect([sent?.method, sent?.uri, sent?.header('Content-Type'), sent?.body]).toEqual([
    ...['MESSAGE', 'sip:acd@toll.test', 'text/plain', 'PAUSED'],
  ])
})

test('as a publication that is changed by its tag, and made anew when the exchange forgot it', async () => {
  let tags = 0
  let forgot = false
  const phone = await phoneAt((request, reply) => {
    if (request.method !== 'PUBLISH') return
    if (forgot && request.header('SIP-If-Match') !== undefined) reply('412 Conditional Request Failed')
    else reply('200 OK', [`SIP-ETag: tag${++tags}`, 'Expires: 3600'])
  })
  const publish = (code: string, open: boolean) => phone.line.sendCode(order(code, { by: 'publish', header: 'X-State', open }))
  await publish('in', true)
  await publish('lunch', false)
  forgot = true
  expect(await publish('back', true)).toEqual({ outcome: 'done', status: 200 })
  const sent = after(phone.peer.requests)
  expect(sent.map((one) => [one.header('X-State'), one.header('SIP-If-Match'), /<basic>(\w+)/.exec(one.body)?.[1]])).toEqual([
    ['in', undefined, 'open'],
    ['lunch', 'tag1', 'closed'],
    ['back', 'tag2', 'open'],
    ['back', undefined, 'open'],
  ])
  expect(sent.every((one) => one.uri === 'sip:agent@toll.test' && one.header('Event') === 'presence')).toBe(true)
})
