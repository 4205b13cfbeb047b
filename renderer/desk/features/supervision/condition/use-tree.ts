import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { addPart, movePart, newGroup, newRow, replacePart, type Group, type Part } from '#shared/cues/deck/rows.ts'

/** What rows and groups can do with the condition they stand in. */
export interface Tree {
  replace: (id: number, by: Part) => void
  remove: (id: number) => void
  addRow: (groupId: number) => void
  addGroup: (groupId: number) => void
  canMove: (id: number, step: -1 | 1) => boolean
  /** `focus` names what had the focus, so that it has it again at the new place. */
  move: (id: number, step: -1 | 1, focus: string) => void
  keys: (event: KeyboardEvent<HTMLElement>, id: number) => void
}

/** The acts on a condition's rows; after each the focus is where the person goes on. */
export function useTree(root: Group, onChange: (root: Group) => void): { tree: Tree; home: RefObject<HTMLDivElement | null> } {
  const home = useRef<HTMLDivElement>(null)
  const focus = useRef<readonly string[]>([])
  useEffect(() => {
    // The first of the wanted places that can take it: a button that moved to the edge cannot.
    for (const wanted of focus.current) {
      const found = home.current?.querySelector<HTMLElement>(`${wanted} :is(button, input):not(:disabled)`)
      if (!found) continue
      found.focus()
      break
    }
    focus.current = []
  })
  const change = (next: Group, ...wanted: readonly string[]): void => {
    focus.current = wanted
    onChange(next)
  }
  const move = (id: number, step: -1 | 1, at: string): void => {
    const next = movePart(root, id, step)
    const own = `[data-part="${id}"]`
    if (next !== root) change(next, `${own} [data-focus="${at}"]`, `${own} [data-focus="up"]`, `${own} [data-focus="down"]`, own)
  }
  const tree: Tree = {
    replace: (id, by) => onChange(replacePart(root, id, by)),
    remove: (id) => change(replacePart(root, id, null), ...beside(home.current, id), '[data-focus="add"]'),
    addRow: (groupId) => {
      const row = newRow(root)
      change(addPart(root, groupId, row), `[data-part="${row.id}"]`)
    },
    addGroup: (groupId) => {
      const group = newGroup(root)
      change(addPart(root, groupId, group), `[data-part="${group.parts[0]?.id ?? group.id}"]`)
    },
    canMove: (id, step) => movePart(root, id, step) !== root,
    move,
    keys: (event, id) => {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
      if (!event.altKey || step === null || !(event.target instanceof HTMLElement)) return
      event.preventDefault()
      event.stopPropagation()
      move(id, step, event.target.closest<HTMLElement>('[data-focus]')?.dataset['focus'] ?? 'fact')
    },
  }
  return { tree, home }
}

/** What stands next to a part that goes: the one after it, or else the one before. */
function beside(home: HTMLElement | null, id: number): string[] {
  const parts = [...(home?.querySelectorAll<HTMLElement>('[data-part]') ?? [])]
  const at = parts.findIndex((each) => each.dataset['part'] === String(id))
  const gone = parts[at]
  const next = parts.slice(at + 1).find((each) => !gone?.contains(each))
  return [next, parts[at - 1]].flatMap((each) => (each ? [`[data-part="${each.dataset['part']}"]`] : []))
}
