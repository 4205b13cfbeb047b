import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { create } from 'zustand'
import { call } from '../../bridge/client.ts'
import { useSlice } from '../../bridge/store.ts'
import { useCommand } from '../../ui/commands/index.ts'
import { useMedia } from '../../ui/media.ts'
import { Panes, type PaneName } from '../../ui/panes.tsx'

/** A right pane that goes before the place's own: the caller while it rings somewhere else. */
export const SideOverride = createContext<ReactNode>(null)

const useOpen = create<{ open: boolean }>()(() => ({ open: false }))

/** Whether the right pane is a drawer now, and how to open it. */
export function useDrawer(): { is: boolean; open: boolean; toggle: () => void } {
  const is = useMedia('(max-width: 1199px)')
  const open = useOpen((state) => state.open)
  return { is, open, toggle: () => useOpen.setState({ open: !open }) }
}

/** A place: `list` on the left, `children` in the middle, `side` on the right. */
export function Work({ children, list, side }: { list?: ReactNode; side?: ReactNode; children: ReactNode }): ReactNode {
  const override = useContext(SideOverride)
  const settings = useSlice('settings')
  const [widths, setWidths] = useState(settings.panes)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const drawer = useDrawer()
  const right = override ?? side
  useCommand('pane.customer', drawer.is && right ? drawer.toggle : null)
  useEffect(() => setWidths(settings.panes), [settings.panes])
  const onWidth = (name: PaneName, width: number): void => {
    const next = { ...widths, [name]: width }
    setWidths(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void call('settings.set', { patch: { panes: next } }), 500)
  }
  return (
    <Panes list={list} side={right} widths={widths} onWidth={onWidth} drawer={drawer} wide={useMedia('(min-width: 2200px)')}>
      {children}
    </Panes>
  )
}
