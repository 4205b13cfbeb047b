import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../bridge/client.ts'
import { useKeeper, type Keeping } from '../../ui/use-keeper.ts'

export interface Scratch {
  text: string
  state: Keeping
  /** Half-written words were found from before. */
  found: boolean
  /** The answer about what was kept is here; forms wait for it before they fill themselves in. */
  ready: boolean
  change: (text: string) => void
  /** Forgets it: it was saved for good, or thrown away. */
  clear: () => void
}

/** Words of a form that is not saved yet, kept under `key` within a second and found again after a crash. */
export function useScratch(key: string): Scratch {
  const [text, setText] = useState('')
  const [found, setFound] = useState(false)
  const [ready, setReady] = useState(false)
  const typed = useRef(false)
  const keeper = useKeeper<string | null>((value) => call('scratch.put', { key, value }), `scratch:${key}`)
  useEffect(() => {
    let gone = false
    void call('scratch.get', { key }).then((result) => {
      if (gone) return
      setReady(true)
      if (!result.ok || result.value.value === null || typed.current) return
      setText(result.value.value)
      setFound(true)
    })
    return () => {
      gone = true
    }
  }, [key])
  const { change: keep, flush } = keeper
  const change = useCallback(
    (value: string) => {
      typed.current = true
      setText(value)
      keep(value === '' ? null : value)
    },
    [keep],
  )
  const clear = useCallback(() => {
    typed.current = true
    setText('')
    setFound(false)
    keep(null)
    void flush()
  }, [flush, keep])
  return { text, state: keeper.state, found, ready, change, clear }
}
