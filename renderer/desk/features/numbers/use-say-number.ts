import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { displayPhone } from '#shared/domain/phone-number.ts'
import { useSlice } from '../../bridge/store.ts'

const useTables = create<{ display: typeof displayPhone | null }>()(() => ({ display: null }))
let asked = false

function fetchTables(): void {
  if (asked) return
  asked = true
  requestIdleCallback(
    () => void import('#shared/domain/phone-number.ts').then((part) => useTables.setState({ display: part.displayPhone })),
    {
      timeout: 1500,
    },
  )
}

/** How to say a normalised number; drawn again once the tables of the countries are there. */
export function useSayNumber(): (normalized: string) => string {
  const region = useSlice('line').config?.region
  const display = useTables((state) => state.display)
  useEffect(fetchTables, [])
  return useCallback((normalized) => (display && region ? display(normalized, region) : normalized), [display, region])
}
