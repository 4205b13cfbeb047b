import type { ReactNode } from 'react'
import { useSlice } from '../bridge/store.ts'
import { useT } from '../ui/i18n.tsx'
import { Note } from '../ui/problem.tsx'
import { useNow } from '../ui/time.ts'

const words = {
  records: { restarting: 'process.records.restarting', stopped: 'process.records.stopped' },
  mail: { restarting: 'process.mail.restarting', stopped: 'process.mail.stopped' },
  phone: { restarting: 'process.phone.restarting', stopped: 'process.phone.stopped' },
} as const

/** Says when a part of Courtesy is being restarted, what is safe, and when the next try is. */
export function NoticeBanner(): ReactNode {
  const t = useT()
  const present = useNow()
  const down = useSlice('processes').filter((each) => each.state !== 'running' && each.name !== 'desk')
  return (
    <div role="status" aria-label={t('process.region')}>
      {down.map((each) => {
        const left = each.nextTryAt === null ? null : Math.ceil((Date.parse(each.nextTryAt) - present) / 1000)
        const state = each.state === 'stopped' ? 'stopped' : 'restarting'
        return (
          <Note key={each.name}>
            {each.name !== 'desk' && each.name !== 'practice' && t(words[each.name][state])}{' '}
            {left !== null && left > 0 && <span aria-hidden="true">{t('process.next', { count: left })}</span>}
          </Note>
        )
      })}
    </div>
  )
}
