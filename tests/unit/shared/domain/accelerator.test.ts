import { describe, expect, it } from 'vitest'
import { acceleratorOf } from '#shared/domain/accelerator.ts'

describe('keys for all programs', () => {
  it.each([
    ['F13', 'F13'],
    ['Ctrl+Alt+A', 'CommandOrControl+Alt+A'],
    ['Ctrl+Shift+ArrowUp', 'CommandOrControl+Shift+Up'],
    ['Ctrl++', 'CommandOrControl+Plus'],
    ['Alt+ ', 'Alt+Space'],
    ['MediaPlayPause', 'MediaPlayPause'],
    ['MediaTrackNext', 'MediaNextTrack'],
    ['Shift+F2', 'Shift+F2'],
  ])('%s is %s', (spelled, accelerator) => expect(acceleratorOf(spelled)).toBe(accelerator))

  // Each of these would be gone from every other program, or is a key the system would not know.
  it.each([
    'A',
    '?',
    ' ',
    'Shift+A',
    'Shift+Home',
    'Tab',
    'Ctrl+Tab',
    'Enter',
    'Escape',
    'Alt+Escape',
    'Dead',
    'F25',
    'Ctrl+',
    '',
  ])('%o is refused', (spelled) => expect(acceleratorOf(spelled)).toBeNull())
})
