import type { Clock } from './clock.ts'

/** What we use of a WebSocket. */
export interface Socket {
  readonly readyState: number
  readonly protocol: string
  send(data: string): void
  close(code?: number): void
  addEventListener(type: 'open' | 'error' | 'close' | 'message', listener: (event: Event) => void): void
}

export type MakeSocket = (url: string) => Socket

/** One attempt to reach one server. */
export interface Opening {
  readonly opened: Promise<OpenResult>
  /** Gives the attempt up; the socket object is let go, whatever it does later is not heard. */
  abandon(): void
}
export type OpenResult =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly why: 'timeout' | 'failed' | 'bad_address' | 'abandoned' }

/**
 * Opens a WebSocket for SIP (RFC 7118 §4). Trap: SIP.js' own transport closes a late socket politely and waits for it; here a
 * server that takes the connection and stays silent costs `timeoutMs` and no more.
 */
export function openSocket(url: string, make: MakeSocket, timeoutMs: number, clock: Clock): Opening {
  let settle: (result: OpenResult) => void = () => {}
  let settled = false
  const opened = new Promise<OpenResult>((resolve) => (settle = resolve))
  let socket: Socket | null = null
  const finish = (result: OpenResult): void => {
    if (settled) return
    settled = true
    clock.clearTimeout(timer)
    if (!result.ok && socket) letGo(socket)
    settle(result)
  }
  const timer = clock.setTimeout(() => finish({ ok: false, why: 'timeout' }), timeoutMs)
  try {
    const made = make(url)
    socket = made
    made.addEventListener('open', () => finish({ ok: true, socket: made }))
    made.addEventListener('error', () => finish({ ok: false, why: 'failed' }))
    made.addEventListener('close', () => finish({ ok: false, why: 'failed' }))
  } catch {
    finish({ ok: false, why: 'bad_address' })
  }
  return { opened, abandon: () => finish({ ok: false, why: 'abandoned' }) }
}

/** Closes without waiting for the other side and without caring for errors. */
export function letGo(socket: Socket): void {
  try {
    socket.close(1000)
  } catch {
    // A socket that cannot even be closed is not ours to mend; nothing of it is heard any more.
  }
}
