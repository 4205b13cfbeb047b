import { useCallback, useEffect, useRef, useState } from 'react'
import type { Result } from '#shared/contract/result.ts'
import type { AppError } from '#shared/contract/result.ts'

/**
 * What is typed and how safe it is.
 *   clean ──typed──▶ waiting ──350 ms, blur, hide, leave──▶ keeping ──ok──▶ kept
 *                      ▲────────── typed ───────────────────┘ └──failed──▶ failed ──2 s──▶ keeping
 */
export type Keeping =
  | { at: 'clean' }
  | { at: 'waiting' }
  | { at: 'keeping' }
  | { at: 'kept'; since: string }
  | { at: 'failed'; error: AppError }

export interface Keeper<T> {
  state: Keeping
  /** Something was typed: keep it soon. */
  change: (value: T) => void
  /** Keep it now; resolves when the last write has been answered. */
  flush: () => Promise<void>
}

const delay = 350

/**
 * Keeps what is typed within a second: `save` is called 350 ms after the last key, at once when the box or the window is left,
 * never twice at the same time, and again when it failed. `save` answers with the instant at which it was on disk.
 */
export function useKeeper<T>(save: (value: T) => Promise<Result<{ keptAt: string }>>): Keeper<T> {
  const [state, setState] = useState<Keeping>({ at: 'clean' })
  const pending = useRef<{ value: T } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const running = useRef<Promise<void> | null>(null)
  const saver = useRef(save)
  saver.current = save

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    if (running.current) await running.current
    const next = pending.current
    if (!next) return
    pending.current = null
    setState({ at: 'keeping' })
    const run = saver.current(next.value).then((result) => {
      if (result.ok) setState(pending.current ? { at: 'waiting' } : { at: 'kept', since: result.value.keptAt })
      else {
        pending.current ??= next
        setState({ at: 'failed', error: result.error })
        timer.current = setTimeout(() => void flush(), 2000)
      }
    })
    running.current = run.finally(() => (running.current = null))
    await running.current
  }, [])

  const change = useCallback(
    (value: T) => {
      pending.current = { value }
      setState({ at: 'waiting' })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), delay)
    },
    [flush],
  )

  useEffect(() => {
    const leave = (): void => void flush()
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave()
    }
    window.addEventListener('pagehide', leave)
    window.addEventListener('blur', leave)
    document.addEventListener('visibilitychange', hide)
    document.addEventListener('focusout', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('blur', leave)
      document.removeEventListener('visibilitychange', hide)
      document.removeEventListener('focusout', leave)
      leave()
    }
  }, [flush])

  return { state, change, flush }
}
