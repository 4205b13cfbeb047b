import { call } from '../bridge/client.ts'

const everyMs = 1000

/**
 * Tells main while somebody types, at most once a second, and when they leave the field: no card comes in the middle of a sentence.
 * Returns how to stop.
 */
export function tellTyping(): () => void {
  let last = 0
  const typed = (): void => {
    if (Date.now() - last < everyMs) return
    last = Date.now()
    void call('cue.typing', { typing: true })
  }
  const left = (): void => {
    if (last === 0) return
    last = 0
    void call('cue.typing', { typing: false })
  }
  document.addEventListener('input', typed, { capture: true })
  document.addEventListener('focusout', left)
  return () => {
    document.removeEventListener('input', typed, { capture: true })
    document.removeEventListener('focusout', left)
  }
}
