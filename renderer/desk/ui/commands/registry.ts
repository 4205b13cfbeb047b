import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { commandFor, keysOf, spell } from './keys.ts'
import type { CommandId } from './table.ts'

type Run = () => void

/** Who answers to which command now; the last one that came answers. */
const useHandlers = create<{ map: ReadonlyMap<CommandId, readonly Run[]> }>()(() => ({ map: new Map() }))
/** Keys the person chose. */
let chosen: Readonly<Record<string, string>> = {}

/** Tells the keys the person chose (from the settings). */
export const setChosenKeys = (keys: Readonly<Record<string, string>>): void => void (chosen = keys)

/** Answers to a command while the component is shown; null means that it cannot be done now. */
export function useCommand(id: CommandId, run: Run | null): void {
  const latest = useRef(run)
  latest.current = run
  const able = run !== null
  useEffect(() => {
    if (!able) return
    const handler: Run = () => latest.current?.()
    useHandlers.setState(({ map }) => ({ map: new Map(map).set(id, [...(map.get(id) ?? []), handler]) }))
    return () => {
      useHandlers.setState(({ map }) => ({
        map: new Map(map).set(
          id,
          (map.get(id) ?? []).filter((each) => each !== handler),
        ),
      }))
    }
  }, [able, id])
}

/** Does a command; false if nobody answers to it now. */
export function runCommand(id: CommandId): boolean {
  const run = useHandlers.getState().map.get(id)?.at(-1)
  run?.()
  return run !== undefined
}

/** Whether somebody answers to a command, drawn again when that changes. */
export const useCan = (): ((id: CommandId) => boolean) => {
  const map = useHandlers((state) => state.map)
  return (id) => (map.get(id)?.length ?? 0) > 0
}

/** `Answer · F2`: words for a tip. */
export const withKeys = (words: string, id: CommandId): string => {
  const keys = keysOf(id, chosen)
  return keys === '' ? words : `${words} · ${keys}`
}

/** The keys of a command as the person set them. */
export const shownKeys = (id: CommandId): string => keysOf(id, chosen)

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=range])'))
  )
}

/** Listens to the keys of the table, before anybody else (React Aria moves between landmarks with F6). Returns how to stop. */
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const keys = spell(event)
    const command = keys === null ? null : commandFor(keys, chosen)
    if (!command || (!command.typing && isTyping(event.target))) return
    if (document.querySelector('[data-takes-keys]')) return
    if (!runCommand(command.id)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', press, { capture: true })
  return () => window.removeEventListener('keydown', press, { capture: true })
}
