import { commandTable, type Command, type CommandId } from './table.ts'

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'])

/** A key press as it stands in the table: `Ctrl+Shift+N`, `F2`, `?`. Null for a modifier alone. Command (macOS) counts as Ctrl. */
export function spell(event: Pressed): string | null {
  if (modifiers.has(event.key)) return null
  const ctrl = event.ctrlKey || event.metaKey
  // Where + is on the upper half of =, everybody presses it without Shift.
  const sign = ctrl && event.key === '=' ? '+' : event.key
  const key = sign.length === 1 ? sign.toUpperCase() : sign
  // A sign like ? already contains its Shift.
  const shift = event.shiftKey && (key.length > 1 || /[\p{L}\p{N}]/u.test(key))
  return `${ctrl ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`
}

/** Keys of a command: what the person chose, else the table's. '' when it has none. */
export const keysOf = (id: CommandId, chosen: Readonly<Record<string, string>>): string =>
  chosen[id] ?? commandTable.find((each) => each.id === id)?.keys ?? ''

/** The command of a spelled key press; null if none. */
export function commandFor(keys: string, chosen: Readonly<Record<string, string>>): Command | null {
  return commandTable.find((each) => keys !== '' && keysOf(each.id, chosen) === keys) ?? null
}

/** Whether keys can be taken for a command: a letter or digit alone would stop people from typing unless the command is for lists. */
export function canTake(keys: string, command: Command): boolean {
  const alone = keys.length === 1
  return (
    !(alone && command.typing) &&
    !['Tab', 'Escape', 'Enter', 'Shift+Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(keys)
  )
}
