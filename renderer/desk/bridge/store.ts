import { create } from 'zustand'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import type { CsvProgress } from '#shared/contract/records/search.ts'
import type { AppError } from '#shared/contract/result.ts'
import type { EventPayload } from './feed.ts'
import { given } from './given.ts'

interface DeskState {
  /** Null until main answered for the first time, or what it put into the page. */
  snapshot: Snapshot | null
  /** Why main does not answer; null once it did. */
  problem: AppError | null
  /** Loudness of the microphone while the meter runs, 0 to 1. */
  level: number
  /** Imports by job. */
  csv: Readonly<Record<string, CsvProgress>>
  /** A link of the system to fill in; taken by the place that shows it. */
  prefill: EventPayload<'prefill'> | null
  /** A place somebody outside the desk asked for (a notification, the call pop); taken by the shell. */
  opening: EventPayload<'open'> | null
}

/** What the desk knows of the world: slices of main's snapshot, never changed by the desk itself. */
export const useDesk = create<DeskState>()(() => ({
  snapshot: given,
  problem: null,
  level: 0,
  csv: {},
  prefill: null,
  opening: null,
}))

/** Slices of a snapshot that is known to be there (everything below the gate of `app/`). */
export function useSlice<K extends keyof Snapshot>(key: K): Snapshot[K] {
  return useDesk((state) => (state.snapshot as Snapshot)[key])
}

/** The snapshot outside of React; null before the first answer. */
export const now = (): Snapshot | null => useDesk.getState().snapshot

/** Resolves once the records are open; at once when they are. */
export function recordsOpen(): Promise<void> {
  const open = ({ snapshot }: DeskState): boolean => snapshot?.access.state === 'open'
  if (open(useDesk.getState())) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = useDesk.subscribe((state) => {
      if (!open(state)) return
      stop()
      resolve()
    })
  })
}
