/** What is wrong with a file, thrown while it is read; `line` counts from 1 in the whole file. */
export class Refusal extends Error {
  readonly line: number | null
  readonly messageKey: string
  readonly params: Readonly<Record<string, string | number>>
  constructor(line: number | null, messageKey: string, params: Readonly<Record<string, string | number>> = {}) {
    super(messageKey)
    this.name = 'Refusal'
    this.line = line
    this.messageKey = messageKey
    this.params = params
  }
}
