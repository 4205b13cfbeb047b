import type { ReactNode } from 'react'
import { callsWaiting, lettersWaiting } from '#shared/domain/badges.ts'
import { useAsk } from '../bridge/query.ts'
import { useSlice } from '../bridge/store.ts'
import { Tip } from '../ui/button.tsx'
import { shownKeys } from '../ui/commands/index.ts'
import { cx } from '../ui/cx.ts'
import { useT } from '../ui/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { hrefOf, useRoute, type PlaceId } from '../ui/route.ts'
import { Said } from '../ui/visually-hidden.tsx'
import { Focusable } from 'react-aria-components'
import { places, type PlaceRow } from './places.tsx'
import s from './rail.module.css'

/** How much waits in a place. */
function useBadges(): Partial<Record<PlaceId, number>> {
  const mailboxes = useSlice('mailboxes')
  const interactions = useSlice('interactions')
  const cases = useAsk(['cases', 'count'], 'cases.list', { limit: 1, cursor: null })
  return {
    phone: callsWaiting(interactions.map((each) => each.interaction.state)),
    mail: lettersWaiting(mailboxes.map((mailbox) => mailbox.unread)),
    cases: cases.data?.total ?? 0,
  }
}

/** Where am I: the places with what waits there. */
export function Rail(): ReactNode {
  const t = useT()
  const badges = useBadges()
  return (
    <nav className={s.rail} aria-label={t('shell.places')}>
      <span className={s.mark} aria-hidden="true">
        C·
      </span>
      {places.map((row) => (
        <RailLink key={row.id} row={row} count={badges[row.id] ?? 0} />
      ))}
    </nav>
  )
}

function RailLink({ count, row }: { row: PlaceRow; count: number }): ReactNode {
  const t = useT()
  const here = useRoute((state) => state.place === row.id)
  const open = useRoute((state) => state.last[row.id] ?? null)
  return (
    <>
      {row.id === 'settings' && <span className={s.space} />}
      <Tip words={`${t(row.label)} · ${shownKeys(row.command)}`}>
        <Focusable>
          <a
            href={hrefOf({ place: row.id, open })}
            className={cx(s.link, here && s.here)}
            aria-label={t(row.label)}
            aria-current={here ? 'page' : undefined}
            aria-describedby={count > 0 ? `badge-${row.id}` : undefined}
          >
            <Icon name={row.icon} size={19} />
            <span className={s.name}>{t(row.label)}</span>
            {count > 0 && (
              <span className={s.count} aria-hidden="true">
                {count > 99 ? '99+' : count}
              </span>
            )}
          </a>
        </Focusable>
      </Tip>
      {count > 0 && <Said id={`badge-${row.id}`}>{t('shell.waiting', { count })}</Said>}
    </>
  )
}
