import { useState, type ReactNode } from 'react'
import { useAsk, usePages } from '../../bridge/query.ts'
import { Field } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { PlaybookCard } from './playbook-card.tsx'
import s from './playbooks.module.css'
import { useLast } from './use-last.ts'

/** So many are found beside an interaction; the place of all standards shows the rest. */
const few = 5

/** Finds another standard by its words without leaving the interaction. */
export function FindPlaybook({ except, interactionId }: { interactionId: string; except: readonly string[] }): ReactNode {
  const { language, t } = useWords()
  const [text, setText] = useState('')
  const typed = useSettled(text.trim(), 150)
  const { items, query } = usePages(
    ['playbooks', 'list', language, typed],
    'playbooks.list',
    typed === '' ? null : { text: typed, limit: 20 },
  )
  const marks = useAsk(['playbooks', 'marks', interactionId], 'playbookMarks.of', typed === '' ? null : { interactionId })
  const last = useLast(typed, query.isSuccess ? items : undefined) ?? []
  const found = last.filter((head) => !except.includes(head.id)).slice(0, few)
  return (
    <>
      <Field
        label=""
        aria-label={t('playbook.find')}
        placeholder={t('playbook.find')}
        maxLength={200}
        value={text}
        onChange={setText}
      />
      {query.isError && <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />}
      <p className={s.none} role="status">
        {typed !== '' && query.isSuccess && t('playbook.found', { count: found.length })}
      </p>
      {found.length > 0 && (
        <ul className={s.cards} aria-label={t('playbook.find')}>
          {found.map((head) => (
            <li key={head.id}>
              <PlaybookCard
                interactionId={interactionId}
                head={head}
                why=""
                ticked={
                  marks.data?.ticks.find((each) => each.playbookId === head.id && each.version === head.version)?.steps ?? []
                }
                overruled={marks.data?.overrules.find((each) => each.playbookId === head.id)?.reason ?? null}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
