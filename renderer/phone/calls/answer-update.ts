import { Core, type Session } from 'sip.js'
import type { Update } from '../signalling/updates.ts'

/**
 * Why an UPDATE with an offer cannot be taken now (RFC 3311 §5.2): 491 while an offer of ours is unanswered, 500 while theirs is.
 * @returns null when it can
 */
export function updateRefusal(dialog: Pick<Core.SessionDialog, 'early' | 'signalingState'>, weCalled: boolean): 491 | 500 | null {
  if (dialog.early) return weCalled ? 491 : 500
  switch (dialog.signalingState) {
    case Core.SignalingState.Stable:
      return null
    case Core.SignalingState.HaveLocalOffer:
      return 491
    default:
      return 500
  }
}

/**
 * Answers an UPDATE (RFC 3311 §5.2): with our own description when it offers one, else with a bare 200.
 * @param session whose dialog it is; null while the call is not answered yet
 * @returns whether it was taken
 */
export async function answerUpdate(
  update: Update,
  session: Session | null,
  timerHeaders: readonly string[],
  random: number,
): Promise<boolean> {
  const contact = `Contact: ${update.dialog.userAgentCore.configuration.contact.toString()}`
  const headers = [contact, ...timerHeaders]
  const offer = update.message.body
  if (offer === '') return (update.accept(headers), true)
  const refusal = updateRefusal(update.dialog, update.weCalled)
  const media = session?.sessionDescriptionHandler
  if (refusal !== null || !media) {
    const status = refusal ?? 500
    update.reject(status, status === 500 ? [`Retry-After: ${Math.floor(random * 10)}`] : [])
    return false
  }
  try {
    await media.setDescription(offer)
    const { body, contentType } = await media.getDescription()
    update.accept(headers, { contentDisposition: 'session', contentType, content: body })
    return true
  } catch {
    await media.rollbackDescription?.().catch(() => {})
    update.reject(488, ['Warning: 304 courtesy "Media type not available"'])
    return false
  }
}
