import { uuidv7 } from 'uuidv7'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { peerProfile } from '../support/nowhere.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

/** Names of the voices of an offer, in its order. */
function voices(sdp: string): string[] {
  const payloads = /^m=audio \d+ \S+ (.+)$/m.exec(sdp)?.[1]?.trim().split(' ') ?? []
  return payloads.map((payload) => new RegExp(`^a=rtpmap:${payload} ([^/]+)`, 'm').exec(sdp)?.[1]?.toLowerCase() ?? payload)
}

test('the voices of a call are offered in the order the profile names, and none is lost by it', async ({ home, start }) => {
  const exchange = await sipPeer((request, reply, socket) =>
    request.method === 'INVITE' ? reply('486 Busy Here') : friendly(request, reply, socket),
  )
  const offered = async (more: object): Promise<string[]> => {
    const { close, desk } = await start(home(peerProfile(exchange.url, [], more), { 'db.key': { text: 'k'.repeat(64) } }))
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    const before = exchange.requests.length
    await must(desk, 'call.dial', { id: uuidv7(), target: '+36301234567', contactId: null })
    const invite = () => exchange.requests.slice(before).find(({ method }) => method === 'INVITE')
    await expect.poll(invite).toBeDefined()
    await close()
    return voices(invite()?.body ?? '')
  }
  try {
    const usual = await offered({})
    expect(usual[0]).toBe('opus')
    const wished = await offered({ codecs: ['pcma', 'g722', 'opus'] })
    expect(wished.slice(0, 3)).toEqual(['pcma', 'g722', 'opus'])
    expect(wished.toSorted()).toEqual(usual.toSorted())
  } finally {
    await exchange.close()
  }
})
