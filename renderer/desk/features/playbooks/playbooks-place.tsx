import type { ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { Chip, Chips } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useT, useWords } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { Scroll, Section } from '../../ui/scroll.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Work } from '../layout/index.ts'
import { Body } from './body.tsx'
import { Crisis } from './crisis.tsx'
import { useOpen } from './open.ts'
import { Overrules } from './overrules.tsx'
import { PlaybookList } from './playbook-list.tsx'
import s from './playbooks.module.css'
import { PlaybookProblems } from './problems.tsx'
import { useLast } from './use-last.ts'

/** All standards · the one that is read · for the lead: why some were overruled, files that are not used, the crisis switch. */
export function PlaybooksPlace({ above }: { above?: ReactNode }): ReactNode {
  const t = useT()
  const { id: open, view } = useOpen()
  const choose = (id: string): void => useOpen.setState({ id, view: 'read' })
  return (
    <Work
      list={
        <>
          {above}
          <PlaybookList open={open} onOpen={choose} />
        </>
      }
    >
      <Scroll>
        <Scroll.Head
          title={t('playbook.place')}
          sub={t('playbook.place.text')}
          actions={
            <Segments
              bare
              label={t('playbook.view')}
              value={view}
              onChange={(chosen) => useOpen.setState({ view: chosen })}
              choices={[
                { value: 'read', label: t('playbook.view.read') },
                { value: 'overrules', label: t('playbook.view.overrules') },
              ]}
            />
          }
        />
        {view === 'overrules' ? (
          <Overrules onOpen={choose} />
        ) : open === null ? (
          <Empty icon="note" title={t('playbook.choose')} text={t('playbook.choose.text')} />
        ) : (
          <Read key={open} id={open} />
        )}
        <Crisis />
        <PlaybookProblems />
      </Scroll>
    </Work>
  )
}

function Read({ id }: { id: string }): ReactNode {
  const { language, t } = useWords()
  const asked = useAsk(['playbooks', 'book', id, language], 'playbooks.get', { id })
  const book = useLast(id, asked.data)
  if (asked.isError && !book) return <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
  if (!book) return null
  const { body, head } = book
  return (
    <Section label={head.title} aside={t('playbook.version', { code: head.code, version: head.version })}>
      <Chips>
        {head.mandatory && (
          <Chip small tone="mine">
            {t('playbook.mandatory')}
          </Chip>
        )}
        {head.origin === 'own' && <Chip small>{t('playbook.own')}</Chip>}
        {head.reviewDue && (
          <Chip small tone="warn">
            {t('playbook.reviewDue')}
          </Chip>
        )}
        {head.tags.map((tag) => (
          <Chip key={tag} small>
            {tag}
          </Chip>
        ))}
      </Chips>
      <div className={s.body} lang={head.language}>
        <Body blocks={body} />
      </div>
    </Section>
  )
}
