/**
 * What one language says where. Entries are in small letters and match whole words; a `*` at the end stands for any ending
 * (Hungarian, Czech and Mongolian bend their words), a space for any white space.
 */
export interface DraftWords {
  /** How a letter begins. */
  readonly greetings: readonly string[]
  /** Phrases that push a customer away, whatever is meant. */
  readonly negative: readonly string[]
  /** Something is said to happen next, or the customer is told what to do. */
  readonly nextStep: readonly string[]
  /** We promise to do something. */
  readonly promise: readonly string[]
  /** A point in time besides figures: days, months, "tomorrow", "within". */
  readonly time: readonly string[]
  readonly attachment: readonly string[]
  /** Words without content, for telling the language and for comparing questions. */
  readonly small: readonly string[]
}
