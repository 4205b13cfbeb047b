import { Suspense, useRef, useState, type ReactNode } from 'react'
import { useAsk, usePages } from '../../bridge/query.ts'
import { useSlice } from '../../bridge/store.ts'
import { shownKeys, useCan, useCommand } from '../../ui/commands/index.ts'
import { useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Suggest } from '../../ui/suggest.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { useSayNumber } from '../numbers/index.ts'
import { useDial } from '../phone/index.ts'
import { openPlaybook } from '../playbooks/index.ts'
import { commandOptions, type Row, type RowSource } from './command-options.tsx'
import { hitOptions, openHit } from './hit-options.tsx'
import { fewPlaybooks, playbookOf, playbookOptions } from './playbook-options.tsx'
import { fewNumbers, ringOptions } from './ring-options.tsx'
import s from './search.module.css'
import { useAnywhere } from './use-anywhere.ts'

/**
 * Finds anything (records and standards), rings who was found, and does anything: Ctrl K. A text that begins with `>` looks only for
 * commands, and for all of them.
 */
export function SearchBox({ Rows }: { Rows: RowSource }): ReactNode {
  const words = useWords()
  const { language, t } = words
  const can = useCan()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [rows, setRows] = useState<readonly Row[]>([])
  const typed = useSettled(text.trim(), 120)
  const onlyCommands = text.startsWith('>')
  const asks = typed.length >= 2 && !onlyCommands
  const { items, query } = usePages(['search', typed], 'search.query', asks ? { text: typed, limit: 30 } : null)
  const books = usePages(
    ['playbooks', 'search', language, typed],
    'playbooks.list',
    asks ? { text: typed.slice(0, 200), limit: fewPlaybooks } : null,
  )
  const line = useSlice('line').config !== null
  const reached = useAsk(
    ['contacts', 'ring', typed],
    'contacts.list',
    asks && line ? { text: typed.slice(0, 200), limit: fewNumbers, cursor: null } : null,
  )
  const sayNumber = useSayNumber()
  const dial = useDial()
  useAnywhere()
  useCommand('search', () => {
    box.current?.focus()
    box.current?.select()
  })
  const commands = onlyCommands
    ? commandOptions(text.slice(1), words, can, rows)
    : commandOptions(text, words, can, rows, typed === '' ? 12 : 6)
  const more = query.hasNextPage
    ? [{ id: 'more', label: t('search.more'), view: <span className={s.more}>{t('search.more')}</span> }]
    : []
  const hits = asks ? hitOptions(items, t) : []
  // Never before or beside what is still being looked for: an option that rings does not come under the hand of somebody who only looks.
  const found = !query.isPending && typed === text.trim()
  const rings = reached.data && found ? ringOptions(reached.data.items, typed, t, sayNumber) : []
  const standards = asks ? playbookOptions(books.items, t) : []
  const pick = (id: string): void | 'more' => {
    if (id === 'more') {
      void query.fetchNextPage()
      return 'more'
    }
    setText('')
    box.current?.blur()
    const command = commands.find((each) => each.id === id)
    const playbook = playbookOf(id)
    const ring = rings.find((each) => each.id === id)
    if (command) command.run()
    else if (ring) void dial(ring.target, ring.contactId)
    else if (playbook !== null) openPlaybook(playbook)
    else openHit(items.find((each) => `${each.kind}-${each.id}` === id))
  }
  return (
    <div className={s.search}>
      <Icon name="find" size={16} />
      {text !== '' && (
        <Suspense fallback={null}>
          <Rows onRows={setRows} />
        </Suspense>
      )}
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
        options={[...hits, ...more, ...rings, ...standards, ...commands]}
        onPick={pick}
        empty={
          asks && query.isSuccess && !books.query.isPending && typed === text.trim()
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
