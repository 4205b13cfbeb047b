import type { MergeSide } from '#shared/contract/records/merges.ts'
import { mergedFields } from '#shared/domain/contact-merge.ts'
import { contactFields } from '#shared/domain/contact-fields.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'

/** A value of one of two records, and whether the record they become says it too. */
export interface MergeValue {
  readonly text: string
  readonly kept: boolean
}
/** Two records beside each other in one respect. */
export interface MergeRow {
  readonly label: MessageKey
  readonly kept: readonly MergeValue[]
  readonly other: readonly MergeValue[]
}
/** How languages and numbers are said. */
export interface MergeSay {
  readonly language: (locale: string) => string
  readonly number: (normalized: string) => string
  readonly count: (count: number) => string
}

/** What two records say, what of it the one they become will say, and what moves; rows in which both are empty are left out. */
export function mergeRows(kept: MergeSide, other: MergeSide, say: MergeSay): MergeRow[] {
  const [mine, theirs] = [kept.card.contact, other.card.contact]
  const after = mergedFields(mine, theirs)
  const field = (label: MessageKey, own: string | null, joining: string | null, result: string | null): MergeRow => ({
    label,
    kept: own === null ? [] : [{ text: own, kept: true }],
    other: joining === null ? [] : [{ text: joining, kept: result === joining }],
  })
  const own = (label: MessageKey, key: string): MergeRow =>
    field(label, mine.custom[key] ?? null, theirs.custom[key] ?? null, after.custom[key] ?? null)
  const spoken = (locale: string | null): string | null => (locale === null ? null : say.language(locale))
  const organization = kept.card.organizationName ?? other.card.organizationName
  const points = (side: MergeSide, type: 'phone' | 'email'): MergeValue[] =>
    side.card.points
      .filter((point) => point.type === type)
      .map((point) => ({ text: type === 'phone' ? say.number(point.normalized) : point.raw, kept: true }))
  const counted = (label: MessageKey, name: keyof MergeSide['counts']): MergeRow => {
    const value = (side: MergeSide): MergeValue[] =>
      side.counts[name] === 0 ? [] : [{ text: say.count(side.counts[name]), kept: true }]
    return { label, kept: value(kept), other: value(other) }
  }
  const promised = theirs.promised
  const rows: MergeRow[] = [
    field('contactForm.name', mine.displayName, theirs.displayName, mine.displayName),
    field('contactForm.organization', kept.card.organizationName, other.card.organizationName, organization),
    { label: 'contactForm.phone', kept: points(kept, 'phone'), other: points(other, 'phone') },
    { label: 'contactForm.mail', kept: points(kept, 'email'), other: points(other, 'email') },
    field('contactForm.city', mine.city, theirs.city, after.city),
    field('contactForm.speaks', spoken(mine.locale), spoken(theirs.locale), spoken(after.locale)),
    field('contactForm.since', mine.customerSince, theirs.customerSince, after.customerSince),
    {
      ...field('contactForm.promised', mine.promised, null, null),
      other: promised === null ? [] : [{ text: promised, kept: after.promised?.includes(promised) === true }],
    },
    {
      label: 'contactForm.tags',
      kept: mine.tags.map((text) => ({ text, kept: true })),
      other: theirs.tags.map((text) => ({ text, kept: after.tags.includes(text) })),
    },
    own('contactForm.renewal', contactFields.renewalOn),
    own('contactForm.score', contactFields.lastScore),
    counted('merge.calls', 'calls'),
    counted('merge.letters', 'letters'),
    counted('merge.visits', 'visits'),
    counted('merge.notes', 'notes'),
    counted('place.cases', 'cases'),
  ]
  return rows.filter((row) => row.kept.length > 0 || row.other.length > 0)
}
