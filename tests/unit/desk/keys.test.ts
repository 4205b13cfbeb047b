import { describe, expect, it } from 'vitest'
import { canTake, commandFor, commandTable, keysOf, spell } from '../../../renderer/desk/ui/commands/index.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}): string | null =>
  spell({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more } as KeyboardEvent)

describe('keys', () => {
  it.each([
    ['F2', press('F2')],
    ['Shift+F2', press('F2', { shiftKey: true })],
    ['Ctrl+K', press('k', { ctrlKey: true })],
    ['Ctrl+K', press('k', { metaKey: true })],
    ['Ctrl+Shift+N', press('N', { ctrlKey: true, shiftKey: true })],
    ['J', press('j')],
    ['?', press('?', { shiftKey: true })],
    ['Ctrl++', press('=', { ctrlKey: true })],
    ['Ctrl++', press('+', { ctrlKey: true, shiftKey: true })],
    ['=', press('=')],
    ['Ctrl+Enter', press('Enter', { ctrlKey: true })],
  ])('are spelled as in the table: %s', (spelled, got) => expect(got).toBe(spelled))
  it('are nothing while only a modifier is down', () => expect(press('Control', { ctrlKey: true })).toBeNull())
})

describe('commands', () => {
  it('have keys of their own', () => {
    const keys = commandTable.map((each) => each.keys).filter((each) => each !== '')
    expect(new Set(keys).size).toBe(keys.length)
  })
  it('have the keys of the design', () => {
    const wanted = {
      'call.answer': 'F2',
      'call.decline': 'F3',
      'call.hangUp': 'F4',
      'call.hold': 'F6',
      'call.mute': 'F7',
      search: 'Ctrl+K',
      'mail.new': 'Ctrl+N',
      'mail.send': 'Ctrl+Enter',
      'help.keys': '?',
    } as const
    for (const [id, keys] of Object.entries(wanted)) expect(commandFor(keys, {})?.id).toBe(id)
  })
  it('listen to the keys a person chose instead of the usual ones', () => {
    const chosen = { 'call.answer': 'F8' }
    expect(commandFor('F8', chosen)?.id).toBe('call.answer')
    expect(commandFor('F2', chosen)).toBeNull()
    expect(keysOf('call.answer', chosen)).toBe('F8')
  })
  it('never take keys that people type with or move by', () => {
    const answer = commandTable.find((each) => each.id === 'call.answer')!
    for (const keys of ['A', '5', 'Tab', 'Enter', 'Escape', 'ArrowDown']) expect(canTake(keys, answer)).toBe(false)
    expect(canTake('F9', answer)).toBe(true)
    expect(
      canTake(
        'N',
        commandTable.find((each) => each.id === 'list.next')!,
      ),
    ).toBe(true)
  })
})
