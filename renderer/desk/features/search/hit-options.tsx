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
            <Found hit={hit} />
          </span>
          {hit.at && <When at={hit.at} className={s.when} />}
        </>
      ),
    }))
}

/** What was found and where; words that stand in the title are marked there and not said twice. */
function Found({ hit }: { hit: SearchHit }): ReactNode {
  const { excerpt, title } = hit
  const words = unmarked(excerpt)
  const at = title.indexOf(words)
  const who = hit.contactName !== title && hit.contactName
  return (
    <>
      <span className={s.title}>{at < 0 ? title : <Marked text={title.replace(words, () => excerpt)} />}</span>
      <span className={s.excerpt}>
        {who}
        {who && at < 0 && ' · '}
        {at < 0 && <Marked text={excerpt} />}
      </span>
    </>
  )
}

const unmarked = (text: string): string => text.replaceAll('\u0001', '').replaceAll('\u0002', '')

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
