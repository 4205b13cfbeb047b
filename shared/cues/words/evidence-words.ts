/** How one language says yes, no, and the values of choice facts. */
export interface EvidenceWords {
  readonly yes: string
  readonly no: string
  readonly choices: Readonly<Record<string, string>>
}
