import { useEffect, type ReactNode } from 'react'
import type { AuditEvent } from '#shared/contract/records/store.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import { queries, usePages } from '../../bridge/query.ts'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import { More } from '../../ui/more.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go } from '../../ui/route.ts'
import { When } from '../../ui/when.tsx'
import s from './supervision.module.css'

/** The audit trail: when, who, what; newest first. */
export function AuditPage(): ReactNode {
  const t = useT()
  const { items, query } = usePages(['audit'], 'audit.list', { limit: 100 })
  // Nothing tells of new events: the list is asked for anew with each visit.
  useEffect(() => () => queries.removeQueries({ queryKey: ['audit'] }), [])
  if (query.isError) return <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />
  if (query.isSuccess && items.length === 0) return <Empty icon="clock" title={t('audit.none')} text={t('audit.none.text')} />
  return (
    <>
      <div className={s.scroll}>
        <table className={`${s.table} ${s.trail}`}>
          <thead>
            <tr>
              <th scope="col">{t('audit.when')}</th>
              <th scope="col">{t('audit.who')}</th>
              <th scope="col">{t('audit.what')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((event) => {
              const contactId = /^contact:(.+)$/.exec(event.object)?.[1]
              return (
                <tr key={event.id}>
                  <td>
                    <When at={event.at} />
                  </td>
                  <td>{event.actor}</td>
                  <td>
                    {sayAct(event, t)}{' '}
                    {contactId && (
                      <button type="button" className={s.leads} onClick={() => go('customers', contactId)}>
                        {t('audit.open')}
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <More query={query} />
    </>
  )
}

const acts = [
  'relink',
  'relink.undo',
  'contact.merge',
  'contact.merge.undo',
  'import',
  'import.cancel',
  'import.fail',
  'import.cutOff',
  'restore',
  'folder',
  'calls.export',
  'states.export',
  'deck.save',
  'deck.restore',
  'deck.import',
  'deck.use',
  'recording.listen',
  'recording.hold',
  'recording.release',
  'recording.erase',
] as const

/** What was done, in words; an act this version does not know (records from a newer one) by its name. */
function sayAct({ action, detail, object }: AuditEvent, t: Translator['t']): string {
  const id = object.replace(/^[^:]*:/, '')
  if (action === 'deck.use' && id === '') return t('audit.deck.off')
  const known = acts.find((each) => each === action)
  if (known === undefined) return action
  const figure = (name: string): string => {
    const value = detail[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  return t(`audit.${known}`, {
    id,
    file: figure('file'),
    created: figure('created'),
    merged: figure('merged'),
    skipped: figure('skipped'),
    revision: figure('revision'),
    rows: figure('rows'),
  })
}
