/** How one language says yes, no, the values of choice facts, which time it is, and days of the week. */
export interface EvidenceWords {
  readonly yes: string
  readonly no: string
  readonly choices: Readonly<Record<string, string>>
  /** Of a count from 1 on, in a form that fits nouns of every gender: the word where the language has one, else the number with its sign. */
  readonly ordinal: (count: number) => string
  /** Sunday first, as names. */
  readonly weekdays: readonly string[]
  /** Sunday first: since that day. */
  readonly sinceDay: readonly string[]
  readonly today: string
  /** Since the same weekday of the week before. */
  readonly withinWeek: string
}
