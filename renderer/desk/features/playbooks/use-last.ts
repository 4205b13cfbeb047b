import { useEffect, useRef } from 'react'

/** The last answer about the same thing while a newer one is on its way, so that nothing flickers. */
export function useLast<T>(about: string, value: T | undefined): T | undefined {
  const last = useRef<{ about: string; value: T | undefined }>({ about, value })
  useEffect(() => {
    if (value !== undefined) last.current = { about, value }
  }, [about, value])
  return value ?? (last.current.about === about ? last.current.value : undefined)
}
