import type { ReactNode } from 'react'
import type { SearchHit } from '#shared/domain/search.ts'
import type { MessageKey, Translator } from '#shared/i18n/translator.ts'
import type { IconName } from '../../ui/icons.ts'
import { Icon } from '../../ui/icon.tsx'
import { go } from '../../ui/route.ts'
import type { Suggestion } from '../../ui/suggest.tsx'
import { When } from '../../ui/when.tsx'
import s from './search.module.css'

// In the order in which they are shown.
const kinds: Readonly<Record<SearchHit['kind'], { icon: IconName; group: MessageKey }>> = {
  contact: { icon: 'user', group: 'search.contacts' },
  call: { icon: 'phone', group: 'search.calls' },
  mail: { icon: 'mail', group: 'search.letters' },
  note: { icon: 'note', group: 'search.notes' },
  case: { icon: 'cases', group: 'search.cases' },
}

const order = Object.keys(kinds)

/** Hits in groups, the groups in a fixed order, the hits in theirs. */
export function hitOptions(hits: readonly SearchHit[], t: Translator['t']): Suggestion[] {
  return hits
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((hit) => ({
      id: `${hit.kind}-${hit.id}`,
      group: t(kinds[hit.kind].group),
      label: [hit.title, hit.contactName !== hit.title ? hit.contactName : null].filter(Boolean).join(', '),
      view: (
        <>
          <Icon name={kinds[hit.kind].icon} size={16} />
          <span className={s.hit}>
            <span className={s.title}>{hit.title}</span>
            <span className={s.excerpt}>
              {hit.contactName && hit.contactName !== hit.title && <>{hit.contactName} · </>}
              <Marked text={hit.excerpt} />
            </span>
          </span>
          {hit.at && <When at={hit.at} className={s.when} />}
        </>
      ),
    }))
}

/** Words around the hit; the hit stands between U+0001 and U+0002. */
export function Marked({ text }: { text: string }): ReactNode {
  return text.split('\u0001').map((piece, index) => {
    const [hit, rest] = index === 0 ? ['', piece] : [piece.split('\u0002')[0], piece.split('\u0002').slice(1).join('')]
    return (
      // pieces have no identity of their own
      <span key={index}>
        {hit && <mark>{hit}</mark>}
        {rest}
      </span>
    )
  })
}

/** Goes to what was found. */
export function openHit(hit: SearchHit | undefined): void {
  if (!hit) return
  switch (hit.kind) {
    case 'contact':
      go('customers', hit.id)
      return
    case 'call':
      go('phone', hit.id)
      return
    case 'mail':
      go('mail', hit.conversationId ?? hit.id)
      return
    case 'note':
      if (hit.contactId) go('customers', hit.contactId)
      return
    case 'case':
      go('cases', hit.id)
      return
  }
}
