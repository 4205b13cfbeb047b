import type { Translator } from '#shared/i18n/translator.ts'
import { Icon } from '../../ui/icon.tsx'
import type { Suggestion } from '../../ui/suggest.tsx'
import s from './search.module.css'

/** Whose numbers are offered: the first of those found. */
export const fewNumbers = 3

/** A customer with the number at which they are rung (E.164); null when none is known. */
interface Reachable {
  readonly id: string
  readonly displayName: string
  readonly phone: string | null
}

/** An option that rings: `target` is dialled as the call of `contactId` (null: nobody's we know). */
export type RingOption = Suggestion & { readonly target: string; readonly contactId: string | null }

/** A whole number, not part of one: a number that is half typed is looked for and not rung. */
const number = /^(?=(?:\D*\d){6})[+\d][\d\s().\-/]*$/

/**
 * The customers found who can be rung, else the number that was typed itself. They stand behind what was found, so that nobody rings who
 * only wanted to look.
 * @param say how a normalised number is written
 */
export function ringOptions(
  rows: readonly Reachable[],
  typed: string,
  t: Translator['t'],
  say: (normalized: string) => string,
): RingOption[] {
  const known = rows.flatMap(({ displayName, id, phone }) =>
    phone === null ? [] : [{ target: phone, contactId: id, name: displayName, shown: say(phone) }],
  )
  const found = known.length > 0 || !number.test(typed) ? known : [{ target: typed, contactId: null, name: typed, shown: '' }]
  return found.slice(0, fewNumbers).map(({ contactId, name, shown, target }) => ({
    id: `ring-${contactId ?? 'typed'}`,
    target,
    contactId,
    group: t('dial.call'),
    label: [t('customer.ring', { name }), shown].filter(Boolean).join(', '),
    view: (
      <>
        <Icon name="phone" size={16} />
        <span className={s.hit}>
          <span className={s.title}>{t('customer.ring', { name })}</span>
          <span className={s.excerpt}>{shown}</span>
        </span>
      </>
    ),
  }))
}
