import type { RecordingAct, RecordingPolicy, RecordingView } from './recording.ts'

// Apart from the schemas: the bar of a call needs a rule for its first picture, and zod it does not.

/** How a call that was just answered stands under a policy; null when nothing is ever recorded. */
export function beginRecording(interactionId: string, policy: RecordingPolicy): RecordingView | null {
  const states = { never: null, consent: 'waiting', manual: 'ready', always: 'recording' } as const
  const state = states[policy]
  return state && { interactionId, state, paused: false, payment: false }
}

/** The view after an act; the very same one when the act means nothing now. */
export function afterAct(view: RecordingView, act: RecordingAct): RecordingView {
  const { state } = view
  switch (act) {
    case 'agree':
      return state === 'waiting' ? { ...view, state: 'recording' } : view
    case 'refuse':
      return state === 'waiting' ? { ...view, state: 'refused' } : view
    case 'record':
      return state === 'ready' ? { ...view, state: 'recording' } : view
    case 'pause':
    case 'resume':
      return state === 'recording' && view.paused !== (act === 'pause') ? { ...view, paused: act === 'pause' } : view
    // Before it records, too: whoever begins to record in the middle of a payment records silence.
    case 'payment':
    case 'paid':
      return view.payment === (act === 'payment') ? view : { ...view, payment: act === 'payment' }
  }
}

/** Acts that begin or end a silence. */
export const isPause = (act: RecordingAct): boolean => ['pause', 'resume', 'payment', 'paid'].includes(act)

/** Whether silence is written instead of sound. */
export const isSilent = (view: RecordingView): boolean => view.paused || view.payment
