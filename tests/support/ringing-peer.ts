import type { Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { friendly, sipPeer, type SipPeer } from './sip-peer.ts'

/** A scripted exchange with one customer whose telephone is a WebRTC connection in a page of the test's. */
export interface RingingPeer {
  readonly peer: SipPeer
  /** Rings as a number, and speaks and listens once it is answered. `more` headers as `Diversion: <sip:…>`. */
  ring(page: Page, number: string, more?: readonly string[]): Promise<void>
  /** The customer hums (as they do from the beginning) or is silent. */
  hum(page: Page, on: boolean): Promise<void>
  /** Sound packets that have reached the customer. */
  packets(page: Page): Promise<number>
}

/** Makes the exchange; the app that registers last is the one that rings (RFC 3261, RFC 7118). Whoever is called from it is busy. */
export async function ringingPeer(): Promise<RingingPeer> {
  let contact = ''
  const peer = await sipPeer((request, reply, socket) => {
    if (request.method === 'REGISTER') contact = /<([^>]+)>/.exec(request.header('Contact') ?? '')?.[1] ?? contact
    if (request.method === 'BYE') return reply('200 OK')
    // A call to the customer finds them busy; of what there is nothing is negotiated anew: whoever holds is silent here all the same.
    if (request.method === 'INVITE')
      return reply(/;tag=/.test(request.header('To') ?? '') ? '488 Not Acceptable Here' : '486 Busy Here')
    friendly(request, reply, socket)
  })
  return {
    peer,
    async ring(page, number, given = []) {
      const callId = randomUUID()
      const send = (method: string, target: string, to: string, more: readonly string[], body = ''): void =>
        peer.send(
          [
            `${method} ${target} SIP/2.0`,
            `Via: SIP/2.0/WS peer.invalid;branch=z9hG4bK${randomUUID().slice(0, 8)}`,
            'Max-Forwards: 70',
            `From: <sip:${number}@toll.test>;tag=${callId.slice(0, 6)}`,
            `To: ${to}`,
            `Call-ID: ${callId}`,
            `CSeq: 1 ${method}`,
            `Contact: <sip:${number}@peer.invalid;transport=ws>`,
            ...more,
            `Content-Length: ${Buffer.byteLength(body)}`,
            '',
            body,
          ].join('\r\n'),
        )
      peer.onResponse((text) => {
        if (!text.startsWith('SIP/2.0 200') || !/^CSeq: 1 INVITE/im.test(text) || !text.includes(callId)) return
        const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(text)?.[1]?.trim() ?? ''
        send('ACK', /<([^>]+)>/.exec(field('Contact'))?.[1] ?? contact, field('To'), [])
        void page.evaluate(`customer.setRemoteDescription(${JSON.stringify({ type: 'answer', sdp: text.split('\r\n\r\n')[1] })})`)
      })
      const offer = (await page.evaluate(telephone)) as string
      const more = [...given, `P-Asserted-Identity: <sip:${number}@toll.test;user=phone>`, 'Content-Type: application/sdp']
      send('INVITE', contact, '<sip:agent@toll.test>', more, offer)
    },
    hum: (page, on) => page.evaluate(`humming.gain.value = ${on ? 1 : 0}`) as Promise<never>,
    packets: (page) => page.evaluate(heard) as Promise<number>,
  }
}

/** Run in the page: a telephone that hums; answers with its whole offer. */
const telephone = `(async () => {
  const customer = globalThis.customer = new RTCPeerConnection({ iceServers: [] })
  const sound = new AudioContext()
  const out = sound.createMediaStreamDestination()
  const hum = new OscillatorNode(sound, { frequency: 300 })
  const loudness = globalThis.humming = new GainNode(sound)
  hum.connect(loudness)
  loudness.connect(out)
  hum.start()
  customer.addTrack(out.stream.getAudioTracks()[0], out.stream)
  await customer.setLocalDescription(await customer.createOffer())
  for (let tries = 0; customer.iceGatheringState !== 'complete' && tries < 100; tries++) await new Promise((resolve) => setTimeout(resolve, 20))
  return customer.localDescription.sdp
})()`

const heard = `customer.getStats().then((all) =>
  [...all.values()].reduce((sum, one) => sum + (one.type === 'inbound-rtp' ? one.packetsReceived : 0), 0))`
