import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { Log } from '../../../diagnostics/log.ts'
import { same } from '../smtp.ts'
import type { MailStore } from '../store.ts'
import { after, before, plainLogin } from './commands.ts'
import { lineReader, readCommand, type Input } from './reader.ts'
import { capabilities, tellChanges, type Session } from './session.ts'

/** A connection nobody speaks on is ended (RFC 3501 §5.4 asks for at least 30 minutes). */
const patienceMs = 35 * 60_000

export interface ImapDoor {
  readonly port: number
  close(): Promise<void>
}

/** Serves the store on loopback, on a port of the system's choice. */
export async function openImap(options: { user: string; password: string; store: MailStore; log: Log }): Promise<ImapDoor> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, options)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function serve(socket: Socket, { user, password, store, log }: Parameters<typeof openImap>[0]): void {
  const read = lineReader()
  const session: Session = {
    store,
    login: (given, secret) => given === user && same(secret, password),
    write: (text) => void socket.write(text),
    end: () => void socket.end(),
    known: false,
    selected: null,
    idling: null,
    authenticating: null,
  }
  const unwatch = store.watch((folder, by) => {
    if (by !== session && session.idling !== null && session.selected?.folder === folder) tellChanges(session)
  })
  socket.setTimeout(patienceMs, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('close', unwatch)
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const input of read(chunk)) onInput(session, input)
    } catch (error) {
      log('error', 'practice.imap', { error })
      socket.destroy()
    }
  })
  session.write(`* OK [CAPABILITY ${capabilities}] Courtesy practice\r\n`)
}

function onInput(session: Session, input: Input): void {
  if (input.kind === 'too_long') {
    session.write('* BYE too long\r\n')
    return session.end()
  }
  if (input.kind === 'continue') return session.write('+ go on\r\n')
  const { text } = input
  if (session.authenticating !== null) {
    const tag = session.authenticating
    session.authenticating = null
    return session.write(`${tag} ${text === '*' ? 'BAD given up' : (plainLogin(session, text) ?? 'BAD')}\r\n`)
  }
  if (session.idling !== null) {
    const tag = session.idling
    if (text.trim().toUpperCase() !== 'DONE') return
    session.idling = null
    return session.write(`${tag} OK idled\r\n`)
  }
  const command = readCommand(text, input.literals)
  if (!command) return session.write(`${/^[^\s]{1,80}/.exec(text)?.[0] ?? '*'} BAD this cannot be read\r\n`)
  const handler = before[command.name] ?? after[command.name]
  if (!handler) return session.write(`${command.tag} BAD no such command\r\n`)
  if (!session.known && !Object.hasOwn(before, command.name)) return session.write(`${command.tag} NO log in first\r\n`)
  const outcome = handler(session, command)
  // New letters and flags may be told with every command but those that number letters (RFC 3501 §7.4.1).
  if (!/^(FETCH|STORE|SEARCH)$/.test(command.name) && outcome !== null && command.name !== 'LOGOUT') tellChanges(session)
  if (outcome !== null) session.write(`${command.tag} ${outcome}\r\n`)
  if (command.name === 'LOGOUT') session.end()
}
