/** What a key can do while another program has the keyboard. */
export const globalActions = ['answer', 'hangUp', 'mute', 'show'] as const
export type GlobalAction = (typeof globalActions)[number]

const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  MediaTrackNext: 'MediaNextTrack',
  MediaTrackPrevious: 'MediaPreviousTrack',
}
const named = new Set(['Insert', 'Home', 'End', 'PageUp', 'PageDown', 'Pause', 'MediaPlayPause', 'MediaStop'])
/** Keys that nobody writes with: they may be taken everywhere without another key beside them. */
const alone = /^(F([1-9]|1\d|2[0-4])|Media\w+|Pause)$/

/**
 * A key press as the desk spells it (`Ctrl+Alt+A`, `F13`, `MediaPlayPause`) as the system takes it for all programs (Electron's
 * accelerator). Null when it cannot be taken everywhere: a letter alone would be gone from every other program, and keys such as
 * Tab, Enter and Escape belong to all of them.
 */
export function acceleratorOf(spelled: string): string | null {
  const modifiers: string[] = []
  let key = spelled
  for (const [word, accelerator] of [
    ['Ctrl+', 'CommandOrControl'],
    ['Alt+', 'Alt'],
    ['Shift+', 'Shift'],
  ] as const)
    if (key.length > word.length && key.startsWith(word)) {
      modifiers.push(accelerator)
      key = key.slice(word.length)
    }
  const name = names[key] ?? key
  const known = alone.test(name) || named.has(name) || Object.values(names).includes(name) || /^[\u0021-\u007e]$/.test(name)
  if (!known) return null
  const strong = modifiers.includes('CommandOrControl') || modifiers.includes('Alt')
  if (!strong && !alone.test(name)) return null
  return [...modifiers, name].join('+')
}
