import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** How the server treats the next letters. */
export interface Behaviour {
  /** Milliseconds before MAIL FROM is answered. */
  mailFromDelay: number
  /** What is answered to MAIL FROM, instead of 250. */
  mailFromRefusal: { code: number; text: string } | null
  /** Addresses refused at RCPT TO. */
  refusedRecipients: string[]
  /** Milliseconds between the end of DATA and its answer; the letter counts before. */
  answerDelay: number
  /** What is answered after DATA, instead of 250. */
  dataRefusal: { code: number; text: string } | null
  /** Closes the connection after the end of DATA, without an answer. */
  closeAfterData: boolean
  /** Reads no byte of DATA. */
  stallData: boolean
}

/** A real SMTP server that counts whole letters by Message-ID. */
export interface CountingSmtp {
  readonly port: number
  readonly behaviour: Behaviour
  /** Raw letters whose DATA was complete. */
  readonly letters: string[]
  count(messageId: string): number
  readonly connections: () => number
  stop(): Promise<void>
}

const normal: Behaviour = {
  mailFromDelay: 0,
  mailFromRefusal: null,
  refusedRecipients: [],
  answerDelay: 0,
  dataRefusal: null,
  closeAfterData: false,
  stallData: false,
}
const error = ({ code, text }: { code: number; text: string }): Error => Object.assign(new Error(text), { responseCode: code })

/** Starts it on 127.0.0.1 with the given certificate (TLS from the start); any password will do. */
export async function startCountingSmtp(tls: { key: string; cert: string }, port = 0): Promise<CountingSmtp> {
  const behaviour = { ...normal }
  const letters: string[] = []
  let connections = 0
  const server = new SMTPServer({
    secure: true,
    ...tls,
    size: 40 * 1024 * 1024,
    closeTimeout: 300,
    onConnect(_session, done) {
      connections++
      done()
    },
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? '' }),
    onMailFrom(_address, _session, done) {
      setTimeout(() => done(behaviour.mailFromRefusal ? error(behaviour.mailFromRefusal) : null), behaviour.mailFromDelay)
    },
    onRcptTo(address, _session, done) {
      done(behaviour.refusedRecipients.includes(address.address) ? error({ code: 550, text: 'no such user here' }) : null)
    },
    onData(stream, session, done) {
      if (behaviour.stallData) {
        stream.pause()
        return
      }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (behaviour.dataRefusal) {
          done(error(behaviour.dataRefusal))
          return
        }
        letters.push(Buffer.concat(chunks).toString('latin1'))
        if (behaviour.closeAfterData) {
          for (const connection of server.connections) if (connection.session?.id === session.id) connection.close()
          return
        }
        setTimeout(() => done(null, 'taken'), behaviour.answerDelay)
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    behaviour,
    letters,
    count: (messageId) => letters.filter((letter) => letter.includes(`Message-ID: ${messageId}`)).length,
    connections: () => connections,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
