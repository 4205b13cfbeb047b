import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { friendly, sipPeer, type SipPeer } from '../support/sip-peer.ts'

/** An exchange of the bench: takes the registration, rings on demand and notes when each INVITE arrives. */
export interface BenchExchange {
  readonly peer: SipPeer
  /** Rings once as `number`; answers with the moment the INVITE was handed to the socket (epoch ms) and how to stop ringing. */
  ring(number: string): { at: number; stop: () => void }
  /** Epoch ms at which the last INVITE of ours arrived. */
  invites(): number[]
}

export async function benchExchange(): Promise<BenchExchange> {
  const arrived: number[] = []
  let contact = ''
  const peer = await sipPeer((request, reply, socket) => {
    if (request.method === 'REGISTER') contact = /<([^>]+)>/.exec(request.header('Contact') ?? '')?.[1] ?? contact
    if (request.method === 'INVITE') {
      arrived.push(Date.now())
      return reply('486 Busy Here')
    }
    friendly(request, reply, socket)
  })
  return {
    peer,
    invites: () => arrived,
    ring(number) {
      const callId = randomUUID()
      const branch = `z9hG4bK${callId.slice(0, 8)}`
      const message = (method: string, more: string[]): string =>
        [
          `${method} ${contact} SIP/2.0`,
          `Via: SIP/2.0/WS bench.invalid;branch=${branch}`,
          'Max-Forwards: 70',
          `From: <sip:${number}@toll.test>;tag=${callId.slice(0, 6)}`,
          'To: <sip:agent@toll.test>',
          `Call-ID: ${callId}`,
          `CSeq: 1 ${method}`,
          ...more,
          'Content-Length: 0',
          '',
          '',
        ].join('\r\n')
      peer.send(
        message('INVITE', [
          `Contact: <sip:${number}@bench.invalid;transport=ws>`,
          `P-Asserted-Identity: <sip:${number}@toll.test;user=phone>`,
          'X-Queue: claims',
          'X-IVR-Option: 2',
        ]),
      )
      return { at: Date.now(), stop: () => peer.send(message('CANCEL', [])) }
    },
  }
}

/**
 * Rings once for each customer and measures from the INVITE's arrival at the app's socket to the customer region showing the name.
 * The page itself notes the moment (MutationObserver, epoch ms of the same machine).
 * @returns milliseconds, one for each call
 */
export async function invitesToRegion(
  desk: Page,
  exchange: BenchExchange,
  customers: readonly { name: string; number: string }[],
): Promise<number[]> {
  const times: number[] = []
  for (const { name, number } of customers) {
    const shown = desk.evaluate(`new Promise((done, failed) => {
      const look = () => { const r = document.querySelector('[role=region][aria-label="Customer"], aside[aria-label="Customer"], section[aria-label="Customer"]'); return r !== null && r.textContent.includes(${JSON.stringify(name)}) }
      const timer = setTimeout(() => { o.disconnect(); failed(new Error('not shown: ' + ${JSON.stringify(name)})) }, 10000)
      const o = new MutationObserver(() => { if (look()) { o.disconnect(); clearTimeout(timer); done(Date.now()) } })
      o.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    })`) as Promise<number>
    await desk.waitForTimeout(150)
    const ringing = exchange.ring(number)
    times.push((await shown) - ringing.at)
    ringing.stop()
    await desk.waitForTimeout(250)
  }
  return times
}
