import type { Core } from 'sip.js'

/**
 * Trap: on a timeout SIP.js makes a 408, on a broken socket a 503, and hands them out like answers of the exchange. What came
 * over the wire carries its text; those do not.
 */
export function isInvented(response: Core.IncomingResponse): boolean {
  return !response.message.data
}
