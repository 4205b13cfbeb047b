import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface MaildirOptions {
  /** Time between two letters, ms; the newest is of now. A minute when left out. */
  readonly apart?: number
  /** How often their two sentences are repeated; 80 (4 kB) when left out. */
  readonly length?: number
  /** Maildir flags (`S` seen, `R` answered), in the order of the alphabet. */
  readonly flags: (index: number) => string
}

/** Writes letters straight into the Maildir, a tenth of them answers to the one before. */
export function fillMaildir(folder: string, letters: number, { apart = 60_000, flags, length = 80 }: MaildirOptions): void {
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(folder, name), { recursive: true })
  const start = Date.now() - letters * apart
  for (let index = 0; index < letters; index++) {
    const at = new Date(start + index * apart)
    const answer =
      index % 10 === 9 ? `In-Reply-To: <l${index - 1}@customer.test>\r\nReferences: <l${index - 1}@customer.test>\r\n` : ''
    const who = index % 10 === 9 ? index - 1 : index
    const head = `From: Customer ${who} <c${who % 3000}@customer.test>\r\nTo: service@toll.test\r\nSubject: Letter about order ${who}\r\nDate: ${at.toUTCString()}\r\nMessage-ID: <l${index}@customer.test>\r\n${answer}`
    const path = join(folder, 'cur', `${Math.floor(at.getTime() / 1000)}.M${index}P1.lab:2,${flags(index)}`)
    writeFileSync(
      path,
      `${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${'Where is my order? It was promised for Monday. '.repeat(length)}\r\n`,
    )
  }
  execFileSync('chown', ['-R', 'vmail', folder])
  chmodSync(folder, 0o700)
}
