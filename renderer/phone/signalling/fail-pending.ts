import type { Core } from 'sip.js'

/** What SIP.js knows of a request under way, as far as it is needed here; typed as internal there. */
interface Pending {
  readonly message: { readonly method: string; readonly toTag?: string | undefined }
  readonly transaction: { readonly state: string; onTransportError(error: Error): void }
}

/** No final answer has come yet. */
const open = ['Calling', 'Trying', 'Proceeding']

/**
 * The connection broke: offers within a call that still wait for an answer get none over it (RFC 3261 §18.4 wants the failure told,
 * §17.1.4 what follows). Trap: SIP.js goes on waiting 32 seconds and refuses any other offer of that call meanwhile, so that its sound
 * could not be mended. A first INVITE is left alone: it is cancelled over the next connection.
 */
export function failPending(core: Core.UserAgentCore): void {
  for (const one of [...core.userAgentClients.values()] as unknown as Pending[]) {
    const { method, toTag } = one.message
    if (toTag === undefined || toTag === '' || (method !== 'INVITE' && method !== 'UPDATE')) continue
    if (open.includes(one.transaction.state)) one.transaction.onTransportError(new Error('connection lost'))
  }
}
