import { lazy, type ReactNode } from 'react'
import { useSlice } from '../bridge/store.ts'
import { LineStatus, Voicemail } from '../features/line/index.ts'
import { SearchBox } from '../features/search/index.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useWords } from '../ui/i18n.tsx'
import { timeOf, useMinute } from '../ui/time.ts'
import s from './top-bar.module.css'

const PaletteRows = lazy(() => import('./palette-rows.tsx').then((part) => ({ default: part.PaletteRows })))

/** Can I be reached, find anything, who am I. */
export function TopBar(): ReactNode {
  const agent = useSlice('agent')
  return (
    <header className={s.bar}>
      <div className={s.line}>
        <LineStatus />
        <Voicemail />
      </div>
      <SearchBox Rows={PaletteRows} />
      <div className={s.me}>
        <Clock />
        {agent.name && <Avatar name={agent.name} />}
        <span className={s.name} title={agent.name}>
          {agent.name}
        </span>
      </div>
    </header>
  )
}

function Clock(): ReactNode {
  const { language } = useWords()
  const at = new Date(useMinute()).toISOString()
  return (
    <time dateTime={at} className={s.clock}>
      {timeOf(at, language)}
    </time>
  )
}
