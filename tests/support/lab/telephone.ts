import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** An event baresip tells (menu, ctrl_tcp module): `type` is `CALL_INCOMING`, `CALL_ESTABLISHED`, `CALL_CLOSED`, `REGISTER_OK`, … */
export type PhoneEvent = {
  readonly event: true
  readonly type: string
  readonly peeruri?: string
  readonly id?: string
  readonly param?: string
}

type Answer = { readonly response: true; readonly ok: boolean; readonly data: string; readonly token?: string }

/** The customer's telephone (baresip), driven over its control port. */
export type Telephone = {
  /** Everything it told since it was connected, oldest first. */
  readonly events: readonly PhoneEvent[]
  /** Runs a command of baresip's menu. @throws when baresip refuses it */
  readonly command: (command: string, params?: string) => Promise<string>
  readonly dial: (uri: string) => Promise<string>
  readonly hangUp: () => Promise<string>
  readonly accept: () => Promise<string>
  /** Waits for an event told after `since` (an index into `events`, default: from now on). */
  readonly waitFor: (type: string, options?: { since?: number; timeoutMs?: number }) => Promise<PhoneEvent>
  readonly close: () => void
}

/**
 * Connects to baresip's control port: netstrings (`LENGTH:JSON,`) both ways on one TCP connection.
 * @param port its control port on 127.0.0.1
 */
export async function connectTelephone(port: number): Promise<Telephone> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const events: PhoneEvent[] = []
  const waiting = new Map<string, (answer: Answer) => void>()
  let buffer: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    const { messages, rest } = readNetstrings(Buffer.concat([buffer, chunk]))
    buffer = rest
    for (const text of messages) {
      const message = JSON.parse(text) as PhoneEvent | Answer
      if ('event' in message) events.push(message)
      else waiting.get(message.token ?? '')?.(message)
    }
  })
  let tokens = 0
  const command = async (name: string, params = ''): Promise<string> => {
    const token = String(++tokens)
    const json = JSON.stringify({ command: name, params, token })
    const answer = new Promise<Answer>((resolve) => waiting.set(token, resolve))
    socket.write(`${Buffer.byteLength(json)}:${json},`)
    const { ok, data } = await Promise.race([answer, wait(5000, { ok: false, data: 'no answer within 5 s' })])
    waiting.delete(token)
    if (!ok) throw new Error(`baresip refused "${name} ${params}": ${data}`)
    return data
  }
  return {
    events,
    command,
    dial: (uri) => command('dial', uri),
    hangUp: () => command('hangup'),
    accept: () => command('accept'),
    waitFor: async (type, { since = events.length, timeoutMs = 15_000 } = {}) => {
      for (const until = Date.now() + timeoutMs; Date.now() < until; await wait(20)) {
        const found = events.slice(since).find((event) => event.type === type)
        if (found !== undefined) return found
      }
      throw new Error(
        `baresip told no ${type} within ${timeoutMs} ms; it told ${
          events
            .slice(since)
            .map((event) => event.type)
            .join(', ') || 'nothing'
        }`,
      )
    },
    close: () => socket.destroy(),
  }
}

/**
 * Splits a byte stream into netstrings.
 * @returns the complete ones, and the bytes of an incomplete last one
 * @throws when the bytes are no netstrings
 */
export function readNetstrings(bytes: Buffer): { messages: string[]; rest: Buffer } {
  const messages: string[] = []
  let at = 0
  for (;;) {
    const colon = bytes.indexOf(':', at)
    if (colon < 0) break
    const length = Number(bytes.toString('latin1', at, colon))
    if (!Number.isInteger(length)) throw new Error('Not a netstring')
    const end = colon + 1 + length
    if (end >= bytes.length) break
    messages.push(bytes.toString('utf8', colon + 1, end))
    at = end + 1
  }
  return { messages, rest: bytes.subarray(at) }
}
