import type { EndReason } from '#shared/domain/call.ts'
import type { Core, Inviter } from 'sip.js'
import { isInvented } from '../signalling/invented.ts'
import { refusalReason } from './end-reason.ts'
import type { LiveCall } from './live-call.ts'

export interface Placing {
  /** The same call once more, with these header fields. */
  readonly again: (headers: string[]) => Inviter
  /** Each status that came, the last one (200 and above) once. */
  readonly told: (status: number) => void
}

/** Sends the INVITE of a call; once more with a longer timer when the other side asks for one (422, RFC 4028 §7.4). */
export function placeCall(call: LiveCall, placing: Placing, tries = 3): void {
  const refused = (response: Core.IncomingResponse): void => {
    const status = response.message.statusCode ?? 500
    const { timer } = call.refreshing
    if (status === 422 && !isInvented(response) && tries > 1 && timer.tooShort(response.message)) {
      call.adopt(placing.again(timer.headers()))
      return placeCall(call, placing, tries - 1)
    }
    const why: [EndReason, number?] = isInvented(response)
      ? [status === 503 ? 'connection_lost' : 'no_answer']
      : [refusalReason(status), status]
    call.because(...why)
    placing.told(status)
  }
  const inviter = call.session as Inviter
  inviter
    .invite({
      requestDelegate: {
        onProgress: (response) => {
          call.alerting()
          placing.told(response.message.statusCode ?? 183)
        },
        onAccept: (response) => {
          call.refreshing.accepted(response.message)
          placing.told(200)
        },
        onRedirect: refused,
        onReject: refused,
      },
    })
    .catch(() => {})
}
