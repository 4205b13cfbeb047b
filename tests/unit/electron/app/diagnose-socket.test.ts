import { afterEach, expect, test } from 'vitest'
import { diagnoseSocket, socketDoctor } from '../../../../electron/app/diagnose-socket.ts'
import { badServer, closedPort, nonsense, notFound } from '../../../support/bad-servers.ts'
import { friendly, sipPeer } from '../../../support/sip-peer.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
const kept = <T extends { close(): Promise<void> }>(one: T): T => (open.push(one), one)

test('names what is wrong with an address', async () => {
  expect(await diagnoseSocket('ws://exchange.invalid:8080')).toBe('net::ERR_NAME_NOT_RESOLVED')
  expect(await diagnoseSocket(await closedPort())).toBe('net::ERR_CONNECTION_REFUSED')
  expect(await diagnoseSocket(kept(await badServer(nonsense)).url)).toBe('net::ERR_INVALID_HTTP_RESPONSE')
  expect(await diagnoseSocket(kept(await badServer(notFound)).url)).toBe('HTTP_404')
  expect(await diagnoseSocket(kept(await badServer((socket) => socket.destroy())).url)).toBe('net::ERR_INVALID_HTTP_RESPONSE')
  expect(await diagnoseSocket(kept(await badServer(nonsense)).url.replace('ws:', 'wss:'))).toBe('net::ERR_SSL_PROTOCOL_ERROR')
  expect(await diagnoseSocket(kept(await sipPeer(friendly)).url)).toBeNull()
  expect(await diagnoseSocket('http://x')).toBeNull()
})

test('a failing address is looked at every two seconds at most', async () => {
  const server = kept(await badServer(notFound))
  let now = 0
  const found: string[] = []
  const look = socketDoctor(
    (_url, error) => found.push(error),
    () => now,
  )
  await Promise.all([look(server.url), look(server.url), look(server.url)])
  expect(found).toEqual(['HTTP_404'])
  now = 2_000
  await look(server.url)
  expect(server.connections()).toBe(2)
})
