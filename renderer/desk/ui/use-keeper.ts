import { useCallback, useEffect, useRef, useState } from 'react'
import type { Result } from '#shared/contract/result.ts'
import type { AppError } from '#shared/contract/result.ts'
import { leaveBehind, takeOver } from './left-behind.ts'

/**
 * What is typed and how safe it is.
 *   clean ──typed──▶ waiting ──350 ms, blur, hide, leave──▶ keeping ──ok──▶ kept
 *                      ▲────────── typed ───────────────────┘ └──failed──▶ failed ──typed, 2 s──▶ tried again
 * What failed stays so until it is kept, whatever is typed or tried meanwhile.
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

const stillFailed =
  (next: Keeping) =>
  (now: Keeping): Keeping =>
    now.at === 'failed' ? now : next

/**
 * Keeps what is typed within a second: `save` is called 350 ms after the last key, at once when the box or the window is left,
 * never twice at the same time, and again when it failed. `save` answers with the instant at which it was on disk.
 * @param of names the words where several boxes show them one after the other: the next box goes on with what the last could not keep
 */
export function useKeeper<T>(save: (value: T) => Promise<Result<{ keptAt: string }>>, of?: string): Keeper<T> {
  const [state, setState] = useState<Keeping>({ at: 'clean' })
  const pending = useRef<{ value: T } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const running = useRef<Promise<void> | null>(null)
  const saver = useRef(save)
  const overtaken = useRef(false)
  const gone = useRef(false)
  const typed = useRef(false)
  saver.current = save

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    if (running.current) await running.current
    const next = pending.current
    if (!next || overtaken.current) return
    pending.current = null
    setState(stillFailed({ at: 'keeping' }))
    const run = saver.current(next.value).then((result) => {
      if (overtaken.current) return
      if (result.ok) {
        leaveBehind(of, null)
        setState(pending.current ? { at: 'waiting' } : { at: 'kept', since: result.value.keptAt })
        return
      }
      pending.current ??= next
      setState({ at: 'failed', error: result.error })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), 2000)
      const take = (): T => {
        overtaken.current = true
        clearTimeout(timer.current)
        return (pending.current ?? next).value
      }
      leaveBehind(of, { error: result.error, take }, gone.current)
    })
    running.current = run.finally(() => (running.current = null))
    await running.current
  }, [of])

  const change = useCallback(
    (value: T) => {
      typed.current = true
      pending.current = { value }
      setState(stillFailed({ at: 'waiting' }))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), delay)
    },
    [flush],
  )

  useEffect(() => {
    overtaken.current = false
    gone.current = false
    const end = takeOver(of, (left) => {
      const value = left.take() as T
      // Something newer was typed here: that holds all of it.
      if (typed.current) return
      pending.current = { value }
      setState({ at: 'failed', error: left.error })
      void flush()
    })
    return () => {
      gone.current = true
      end()
    }
  }, [flush, of])

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
