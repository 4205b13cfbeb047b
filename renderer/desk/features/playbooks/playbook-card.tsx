import { useState, type ReactNode } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { PlaybookHead } from '#shared/domain/playbook/playbook.ts'
import { useAsk } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useT, useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Note, Problem, toError } from '../../ui/problem.tsx'
import { Body } from './body.tsx'
import { Overrule } from './overrule.tsx'
import s from './playbooks.module.css'
import { useLast } from './use-last.ts'
import { useTicks } from './use-ticks.ts'

interface CardProps {
  interactionId: string
  head: PlaybookHead
  /** Why it fits; '' when it was found by searching. */
  why: string
  ticked: readonly number[]
  /** Why it was not followed here; null when nobody said so. */
  overruled: string | null
}

/** One standard beside an interaction: closed to title, reason and progress; opened to its steps. */
export function PlaybookCard({ head, interactionId, overruled, ticked, why }: CardProps): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  const ticks = useTicks(interactionId, head.id, ticked)
  return (
    <Disclosure className={s.card ?? ''} isExpanded={open} onExpandedChange={setOpen}>
      <Heading level={3} className={s.head ?? ''}>
        <AriaButton slot="trigger" className={s.trigger ?? ''}>
          <span className={s.chevron}>
            <Icon name={open ? 'chev' : 'right'} size={15} />
          </span>
          <span className={s.title} lang={head.language}>
            {head.title}
          </span>
          <span className={s.state}>
            {overruled !== null && (
              <Chip small tone="cue">
                {t('playbook.overruled')}
              </Chip>
            )}
            {head.mandatory && ticks.done.size === 0 && overruled === null && <Chip small>{t('playbook.mandatory')}</Chip>}
            {(open || ticks.done.size > 0) && (
              <Chip small tone={ticks.done.size === head.steps ? 'good' : 'plain'}>
                {t('playbook.progress', { done: ticks.done.size, count: head.steps })}
              </Chip>
            )}
          </span>
          {why !== '' && <span className={s.why}>{why}</span>}
        </AriaButton>
      </Heading>
      <DisclosurePanel className={s.panel ?? ''}>
        {open && <Opened head={head} interactionId={interactionId} overruled={overruled} ticks={ticks} />}
      </DisclosurePanel>
    </Disclosure>
  )
}

function Opened({
  head,
  interactionId,
  overruled,
  ticks,
}: Pick<CardProps, 'head' | 'interactionId' | 'overruled'> & { ticks: ReturnType<typeof useTicks> }): ReactNode {
  const { language, t } = useWords()
  const [overruling, setOverruling] = useState(false)
  const asked = useAsk(['playbooks', 'book', head.id, language], 'playbooks.get', { id: head.id })
  const book = useLast(head.id, asked.data)
  if (asked.isError && !book) return <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
  if (!book) return null
  return (
    <div className={s.body} lang={book.head.language}>
      <Body blocks={book.body} ticking={{ done: ticks.done, onTick: ticks.tick }} />
      {overruled !== null && <Note tone="info">{t('playbook.overruled.because', { reason: overruled })}</Note>}
      <div className={s.foot}>
        <Button small kind="quiet" icon="spark" onPress={() => setOverruling(true)}>
          {t('playbook.overrule')}
        </Button>
        <span className={s.code}>{head.code}</span>
      </div>
      {overruling && <Overrule interactionId={interactionId} head={head} onClose={() => setOverruling(false)} />}
    </div>
  )
}
