/** Something only the agent can decide; each is called once. */
export interface Question {
  readonly yes: () => void
  readonly no: () => void
  /** The call ended before the agent decided. */
  readonly over: () => void
}
