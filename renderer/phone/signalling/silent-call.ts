import type { CodeOutcome } from '#shared/contract/phone.ts'
import type { Core, URI, UserAgent } from 'sip.js'
import type { Clock } from './clock.ts'
import { isInvented } from './invented.ts'

/** Sound that nobody makes and nobody hears. */
export interface SilentOffer {
  readonly sdp: string
  answered(sdp: string): Promise<void>
  close(): void
}

/** How long the exchange may ring, and how long it may speak when it has answered; milliseconds. */
export const silentTimes = { ring: 10_000, talk: 5_000 } as const

/**
 * Calls a code of the exchange and lets the call go; no call of the agent, nothing rings, no microphone opens. Done when the exchange
 * answered (2xx); its announcement may play until it hangs up, or we do.
 */
export async function silentCall(agent: UserAgent, target: URI, offer: SilentOffer, clock: Clock): Promise<CodeOutcome> {
  const core = agent.userAgentCore
  const from = agent.configuration.uri
  const headers = [`Contact: ${agent.contact.toString()}`]
  const body = { contentDisposition: 'session', contentType: 'application/sdp', content: offer.sdp }
  return new Promise((resolve) => {
    let over = false
    const end = (outcome: CodeOutcome): void => {
      clock.clearTimeout(ringing)
      if (!over) resolve(outcome)
      over = true
    }
    const refused = (response: Core.IncomingResponse): void => {
      offer.close()
      const status = response.message.statusCode ?? 500
      end(isInvented(response) || status === 503 ? { outcome: 'lost', status: null } : { outcome: 'refused', status })
    }
    const message = core.makeOutgoingRequestMessage('INVITE', target, from, target, {}, headers, body)
    const request: Core.OutgoingInviteRequest = core.invite(message, {
      onAccept: (response) => {
        const { session } = response
        response.ack()
        const hangUp = (): void => {
          offer.close()
          // Gone already where the exchange hung up or the line fell.
          if (session.sessionState !== 'Terminated') session.bye()
        }
        const talking = clock.setTimeout(hangUp, silentTimes.talk)
        session.delegate = {
          onBye: (bye) => {
            bye.accept()
            clock.clearTimeout(talking)
            offer.close()
          },
        }
        void offer.answered(response.message.body).catch(() => undefined)
        // Answered after it was given up: let go at once.
        if (over) hangUp()
        end({ outcome: 'done', status: response.message.statusCode ?? 200 })
      },
      onRedirect: refused,
      onReject: refused,
    })
    const ringing = clock.setTimeout(() => {
      request.cancel()
      end({ outcome: 'lost', status: null })
    }, silentTimes.ring)
  })
}
