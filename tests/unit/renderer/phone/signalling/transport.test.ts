import { createServer, type AddressInfo, type Server, type Socket as TcpSocket } from 'node:net'
import { TransportState } from 'sip.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { realClock } from '../../../../../renderer/phone/signalling/clock.ts'
import type { MakeSocket, Socket } from '../../../../../renderer/phone/signalling/open-socket.ts'
import { ConnectError, ServerListTransport } from '../../../../../renderer/phone/signalling/transport.ts'
import { friendly, sipPeer, type SipPeer } from '../../../../support/sip-peer.ts'

const cleanup: (() => unknown)[] = []
afterEach(async () => {
  for (const one of cleanup.splice(0)) await one()
})

const make: MakeSocket = (url) => new WebSocket(url, 'sip') as Socket
const logged: string[] = []
const lines: { level: string; what: string; context: unknown }[] = []
function transport(servers: readonly string[], connectTimeoutMs = 300): ServerListTransport {
  const log = (level: string, what: string, context?: unknown): void => {
    logged.push(what)
    lines.push({ level, what, context })
  }
  const made = new ServerListTransport(undefined, { servers, connectTimeoutMs, make, clock: realClock, log })
  cleanup.push(() => made.dispose())
  return made
}
async function peer(): Promise<SipPeer> {
  const made = await sipPeer(friendly)
  cleanup.push(() => made.close())
  return made
}
/** A TCP server that does to each connection what it is told. */
async function tcp(behave: (socket: TcpSocket) => void): Promise<string> {
  const sockets: TcpSocket[] = []
  const server: Server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    behave(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanup.push(() => (sockets.forEach((one) => one.destroy()), new Promise((resolve) => server.close(resolve))))
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const failuresOf = async (made: ServerListTransport) =>
  (
    await made.connect().then(
      () => null,
      (error: unknown) => error as ConnectError,
    )
  )?.failures.map((one) => one.why)

describe('transport', () => {
  test('fails over in the order of the list, over every kind of bad server', async () => {
    const good = await peer()
    const closed = 'ws://127.0.0.1:9'
    const silent = await tcp(() => {})
    const rubbish = await tcp((socket) => void socket.write('\u0007 hello, I am a printer\r\n'))
    const notFound = await tcp(
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')),
    )
    const made = transport(['nonsense', closed, silent, rubbish, notFound, good.url])
    const states: TransportState[] = []
    made.stateChange.addListener((state) => states.push(state))
    await made.connect()
    expect(made.server).toBe(good.url)
    await vi.waitFor(() => expect(states).toEqual([TransportState.Connecting, TransportState.Connected]))
  })

  test('says of each server why it could not be reached', async () => {
    const silent = await tcp(() => {})
    expect(await failuresOf(transport(['nonsense', 'ws://127.0.0.1:9', silent], 200))).toEqual([
      'bad_address',
      'failed',
      'timeout',
    ])
  })

  test('a disconnect in the middle of connecting gives the attempt up at once', async () => {
    const made = transport([await tcp(() => {})], 60_000)
    const failures = failuresOf(made)
    await made.disconnect()
    expect(await failures).toEqual(['abandoned'])
    expect(made.state).toBe(TransportState.Disconnected)
  })

  test('abandoning does not wait for the other side, and the next connect begins elsewhere', async () => {
    const [first, second] = [await peer(), await peer()]
    const made = transport([first.url, second.url])
    await made.connect()
    const told = vi.fn<(error?: Error) => void>()
    made.onDisconnect = told
    made.abandon('no answer')
    expect(made.state).toBe(TransportState.Disconnected)
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce())
    expect(told.mock.calls[0]?.[0]).toBeInstanceOf(Error)
    await made.connect()
    expect(made.server).toBe(second.url)
  })

  test('one that is not to blame, as after a change of network, is the first to be tried again', async () => {
    const [first, second] = [await peer(), await peer()]
    const made = transport([first.url, second.url])
    await made.connect()
    made.abandon('network changed', false)
    await made.connect()
    expect(made.server).toBe(first.url)
  })

  test('abandoned while connecting: the attempt at a server that says nothing is over, and the next is tried', async () => {
    const second = await peer()
    const made = transport([await tcp(() => {}), second.url], 60_000)
    const connecting = made.connect()
    await new Promise((resolve) => setTimeout(resolve, 50))
    made.abandon('network changed', false)
    await connecting
    expect(made.server).toBe(second.url)
  })

  test('delegates that throw leave it working (SIP.js’ own stays stuck for ever)', async () => {
    const exchange = await peer()
    const made = transport([exchange.url])
    made.onConnect =
      made.onDisconnect =
      made.onMessage =
        () => {
          throw new Error('from a delegate')
        }
    made.stateChange.addListener(() => {
      throw new Error('from a listener')
    })
    await made.connect()
    exchange.send('SIP/2.0 200 OK\r\n\r\n')
    exchange.cut()
    await vi.waitFor(() => expect(made.state).toBe(TransportState.Disconnected))
    await made.connect()
    expect(made.isConnected()).toBe(true)
    expect(logged).toContain('line.message.threw')
  })

  test('rubbish is counted and dropped, a strange Request-URI answered, and what is SIP goes on', async () => {
    const exchange = await peer()
    const made = transport([exchange.url])
    const heard: string[] = []
    made.onMessage = (message) => heard.push(message)
    await made.connect()
    for (const text of ['garbage', '\r\n', 'INVITE tel:1 SIP/2.0\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n']) exchange.send(text)
    await vi.waitFor(() => expect(heard).toEqual(['SIP/2.0 200 OK\r\n\r\n']))
    expect(made.rubbish).toBe(2)
  })

  test('what is refused or dropped leaves a line, a flood only few, and nothing the sender wrote is in them', async () => {
    const exchange = await peer()
    const made = transport([exchange.url])
    const answers: string[] = []
    exchange.onResponse((text) => answers.push(text.split('\r\n', 1)[0] ?? ''))
    const heard: string[] = []
    made.onMessage = (message) => heard.push(message)
    await made.connect()
    lines.length = 0
    const request = (method: string, body = '', more = ''): string =>
      `${method} sip:+36301234567@toll.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bKbad\r\nFrom: "Anna Secret" <sip:+36307654321@toll.test>;tag=1\r\nTo: <sip:agent@toll.test>\r\nCall-ID: bad\r\nCSeq: 1 ${method}\r\nContact: <sip:a@b>\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`
    for (let n = 0; n < 25; n++) exchange.send(request('INVITE', 'my password is hunter2', 'Content-Type: application/sdp\r\n'))
    exchange.send(request('INVITE', 'hunter2', 'Content-Type: text/html\r\n'))
    exchange.send(request('MESSAGE', '', 'Call-ID: twice\r\n'))
    exchange.send(request('36301112222'))
    for (let n = 0; n < 25; n++) exchange.send('+36309998877 of Anna Secret, hunter2')
    exchange.send('SIP/2.0 200 OK\r\n\r\n')
    await vi.waitFor(() => expect([heard.length, answers.length]).toEqual([1, 28]))
    const refused = (status: number, method: string, count: number) => ({
      level: 'warn',
      what: 'line.request.refused',
      context: { status, method, count },
    })
    const dropped = (count: number) => ({
      level: 'warn',
      what: 'line.message.dropped',
      context: { why: 'no SIP start line', count },
    })
    expect(lines).toEqual([
      refused(488, 'INVITE', 1),
      refused(488, 'INVITE', 10),
      refused(415, 'INVITE', 1),
      refused(400, 'MESSAGE', 1),
      refused(405, 'other', 1),
      dropped(1),
      dropped(10),
    ])
    expect(JSON.stringify(lines)).not.toMatch(/3630|Anna|agent|toll|hunter2/)
  })

  test('sending without a connection is refused, not lost in silence', async () => {
    await expect(transport(['ws://127.0.0.1:9']).send('x')).rejects.toThrow('Not connected')
  })
})
