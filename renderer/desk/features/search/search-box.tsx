import { useRef, useState, type ReactNode } from 'react'
import { usePages } from '../../bridge/query.ts'
import { runCommand, shownKeys, useCan, useCommand } from '../../ui/commands/index.ts'
import { useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Suggest } from '../../ui/suggest.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { commandOptions } from './command-options.tsx'
import { hitOptions, openHit } from './hit-options.tsx'
import s from './search.module.css'

/** Finds anything and does anything: Ctrl K. A text that begins with `>` looks only for commands. */
export function SearchBox(): ReactNode {
  const words = useWords()
  const { t } = words
  const can = useCan()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const typed = useSettled(text.trim(), 120)
  const onlyCommands = text.startsWith('>')
  const asks = typed.length >= 2 && !onlyCommands
  const { items, query } = usePages(['search', typed], 'search.query', asks ? { text: typed, limit: 30 } : null)
  useCommand('search', () => {
    box.current?.focus()
    box.current?.select()
  })
  const commands = commandOptions(onlyCommands ? text.slice(1) : text, words, can)
  const more = query.hasNextPage
    ? [{ id: 'more', label: t('search.more'), view: <span className={s.more}>{t('search.more')}</span> }]
    : []
  const hits = asks ? hitOptions(items, t) : []
  const pick = (id: string): void => {
    if (id === 'more') {
      void query.fetchNextPage()
      return
    }
    setText('')
    box.current?.blur()
    const command = commands.find((each) => each.id === id)
    if (command) runCommand(command.command)
    else openHit(items.find((each) => `${each.kind}-${each.id}` === id))
  }
  return (
    <div className={s.search}>
      <Icon name="find" size={16} />
      <Suggest
        search
        wide
        label={t('search.name')}
        placeholder={t('search.hint')}
        inputRef={box}
        value={text}
        onChange={setText}
        onKey={(event) => {
          if (event.key !== 'Escape' || text !== '') return false
          box.current?.blur()
          return true
        }}
        options={[...hits, ...more, ...commands]}
        onPick={pick}
        empty={
          asks && query.isSuccess && typed === text.trim()
            ? t('search.nothing', { text: typed })
            : asks && query.isError
              ? t('search.failed')
              : null
        }
      />
      {shownKeys('search') !== '' && <kbd>{shownKeys('search')}</kbd>}
    </div>
  )
}
