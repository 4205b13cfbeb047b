import { createHash, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Log } from '../../diagnostics/log.ts'

/** Largest letter taken; bytes. */
const largest = 30 * 1024 * 1024

export interface SmtpDoor {
  readonly port: number
  close(): Promise<void>
}

/**
 * Where the agent's letters are handed in. Takes them after a login only, for people who exist, and for nobody else.
 * @param taken awaited before the letter is accepted
 */
export async function openSmtp(options: {
  user: string
  password: string
  exists: (address: string) => boolean
  taken: (letter: { to: readonly string[]; raw: Buffer }) => void
  log: Log
}): Promise<SmtpDoor> {
  const server = new SMTPServer({
    banner: 'Courtesy practice',
    // Loopback only; the profile allows it on purpose.
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: largest,
    logger: false,
    onAuth(auth, _session, done) {
      const good = auth.username === options.user && same(auth.password ?? '', options.password)
      if (good) done(null, { user: options.user })
      else done(Object.assign(new Error('wrong user name or password'), { responseCode: 535 }))
    },
    onRcptTo(recipient, _session, done) {
      if (options.exists(recipient.address.toLowerCase())) done()
      else done(Object.assign(new Error('nobody by this name'), { responseCode: 550 }))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('too large'), { responseCode: 552 }))
        options.taken({ to: session.envelope.rcptTo.map((each) => each.address.toLowerCase()), raw: Buffer.concat(chunks) })
        done()
      })
    },
  })
  server.on('error', (error) => options.log('warn', 'practice.smtp', { error }))
  const listening = await new Promise<AddressInfo>((resolve, reject) => {
    const bound = server.listen(0, '127.0.0.1', () => resolve(bound.address() as AddressInfo))
    bound.once('error', reject)
  })
  return { port: listening.port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Compared without telling by its time how much was right. */
export function same(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
