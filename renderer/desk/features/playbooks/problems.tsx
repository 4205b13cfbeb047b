import type { ReactNode } from 'react'
import { nothingToSay, useAsk } from '../../bridge/query.ts'
import { useWords } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import s from './playbooks.module.css'

/** Files that are not used, each with its line and the reason; nothing when all are well. */
export function PlaybookProblems(): ReactNode {
  const { say, t } = useWords()
  const { data } = useAsk(['playbooks', 'problems'], 'playbooks.problems', nothingToSay)
  if (!data || data.length === 0) return null
  return (
    <Section label={t('playbook.problems')} aside={t('playbook.problems.text')}>
      <ul className={s.notes}>
        {data.map((each, index) => (
          <li key={index}>
            <Note tone={each.kind === 'refused' ? 'warn' : 'info'}>
              <strong>
                {each.line === null ? each.file : t('playbook.problems.place', { file: each.file, line: each.line })}
              </strong>{' '}
              {say(each.messageKey, each.params)} {each.keptLast && t('playbook.problems.keptLast')}
            </Note>
          </li>
        ))}
      </ul>
    </Section>
  )
}
