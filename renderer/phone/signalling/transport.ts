import { EmitterImpl, TransportState, type Emitter, type Transport } from 'sip.js'
import type { Clock } from './clock.ts'
import { readInbound } from './inbound-guard.ts'
import { keepAlive } from './keep-alive.ts'
import { completeOutgoing } from './methods.ts'
import { redact, type Log } from './log.ts'
import { letGo, openSocket, type MakeSocket, type Opening, type Socket } from './open-socket.ts'

export interface TransportOptions {
  /** `ws:`/`wss:` addresses in the order of preference. */
  readonly servers: readonly string[]
  readonly connectTimeoutMs: number
  readonly make: MakeSocket
  readonly clock: Clock
  readonly log: Log
  /** The server answered keep-alives and has stopped; whoever is told abandons. Without it the transport does so itself. */
  readonly silent?: () => void
}

/** Why no server could be reached: one entry a server tried, in order. */
export class ConnectError extends Error {
  readonly failures: readonly { readonly server: string; readonly why: 'timeout' | 'failed' | 'bad_address' | 'abandoned' }[]
  constructor(failures: ConnectError['failures']) {
    super('no server could be reached')
    this.name = 'ConnectError'
    this.failures = failures
  }
}

/**
 * SIP over WebSocket (RFC 7118) for SIP.js, in place of its own transport, whose traps it closes: one server only; a late or
 * half-open socket holds it up for half a minute; an exception in a delegate leaves it stuck for ever; a malformed message throws.
 *
 *   disconnected ──connect──▶ connecting ──first server that opens──▶ connected
 *        ▲                        │ all failed                            │
 *        └────────────────────────┴──────── disconnect, drop, abandon ◀───┘
 *
 * Delegates run in a microtask of their own and may call anything; what they throw is logged and goes no further.
 */
export class ServerListTransport implements Transport {
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined
  readonly #options: TransportOptions
  readonly #states = new EmitterImpl<TransportState>()
  #state = TransportState.Disconnected
  #socket: Socket | null = null
  #server: string | null = null
  #opening: Opening | null = null
  #connecting: Promise<void> | null = null
  #keepAlive: ReturnType<typeof keepAlive> | null = null
  #rubbish = 0
  /** Refused requests of this connection, by status. */
  readonly #refused = new Map<number, number>()
  #avoided: string | null = null

  constructor(_logger: unknown, options: TransportOptions) {
    this.#options = options
  }

  get protocol(): string {
    return (this.#server ?? this.#options.servers[0] ?? '').toLowerCase().startsWith('ws:') ? 'WS' : 'WSS'
  }
  get state(): TransportState {
    return this.#state
  }
  get stateChange(): Emitter<TransportState> {
    return this.#states
  }
  /** Address in use; null while not connected. */
  get server(): string | null {
    return this.#server
  }
  /** Frames of this connection that were no SIP. */
  get rubbish(): number {
    return this.#rubbish
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected
  }

  /** Tries each server once, in order (one that was given up last of all); rejects with {@link ConnectError}. */
  connect(): Promise<void> {
    if (this.#state === TransportState.Connected) return Promise.resolve()
    this.#connecting ??= this.#tryServers().finally(() => (this.#connecting = null))
    return this.#connecting
  }

  async disconnect(): Promise<void> {
    if (this.#state === TransportState.Disconnected) return
    this.#change(TransportState.Disconnecting)
    this.#drop(undefined)
  }

  dispose(): Promise<void> {
    return this.disconnect()
  }

  /**
   * Gives the connection up at once because nothing useful comes over it; the next connect begins with another server, unless this one
   * is not to `blame`. While connecting, gives up the attempt at the present server.
   */
  abandon(why: string, blame = true): void {
    if (this.#state === TransportState.Connecting) this.#opening?.abandon()
    if (this.#state !== TransportState.Connected) return
    this.#options.log('warn', 'line.socket.abandoned', { why })
    if (blame) this.#avoided = this.#server
    this.#drop(new Error(why))
  }

  send(message: string): Promise<void> {
    if (!this.#socket || this.#state !== TransportState.Connected || this.#socket.readyState !== 1)
      return Promise.reject(new Error('Not connected.'))
    try {
      this.#socket.send(completeOutgoing(message))
      return Promise.resolve()
    } catch (thrown) {
      return Promise.reject(thrown instanceof Error ? thrown : new Error(String(thrown)))
    }
  }

  async #tryServers(): Promise<void> {
    this.#change(TransportState.Connecting)
    const failures: { server: string; why: 'timeout' | 'failed' | 'bad_address' | 'abandoned' }[] = []
    for (const server of this.#order()) {
      this.#opening = openSocket(server, this.#options.make, this.#options.connectTimeoutMs, this.#options.clock)
      const result = await this.#opening.opened
      this.#opening = null
      if (this.#state !== TransportState.Connecting) {
        if (result.ok) letGo(result.socket)
        throw new ConnectError([...failures, { server, why: 'abandoned' }])
      }
      if (result.ok) return this.#use(server, result.socket)
      failures.push({ server, why: result.why })
    }
    this.#avoided = null
    this.#change(TransportState.Disconnected)
    throw new ConnectError(failures)
  }

  #order(): readonly string[] {
    const { servers } = this.#options
    return [...servers.filter((one) => one !== this.#avoided), ...servers.filter((one) => one === this.#avoided)]
  }

  #use(server: string, socket: Socket): void {
    this.#socket = socket
    this.#server = server
    this.#rubbish = 0
    this.#refused.clear()
    socket.addEventListener('message', (event) => socket === this.#socket && this.#receive((event as MessageEvent).data))
    const closed = (): void => {
      if (socket === this.#socket) this.#drop(new Error('socket closed'))
    }
    socket.addEventListener('close', closed)
    socket.addEventListener('error', closed)
    this.#keepAlive = keepAlive(
      (text) => void this.send(text).catch(() => {}),
      () => (this.#options.silent ?? (() => this.abandon('no pong')))(),
      this.#options.clock,
    )
    this.#change(TransportState.Connected)
    this.#tell(() => this.onConnect?.())
  }

  #receive(data: unknown): void {
    const inbound = readInbound(data)
    switch (inbound.kind) {
      case 'pong':
        return this.#keepAlive?.pong()
      case 'answer':
        this.#noteRefused(inbound.status, inbound.method)
        void this.send(inbound.text).catch(() => {})
        return
      case 'drop':
        this.#rubbish++
        if (isWorthALine(this.#rubbish))
          this.#options.log('warn', 'line.message.dropped', { why: inbound.why, count: this.#rubbish })
        return
      case 'message':
        return this.#safely(() => this.onMessage?.(inbound.text))
    }
  }

  #noteRefused(status: number, method: string): void {
    const count = (this.#refused.get(status) ?? 0) + 1
    this.#refused.set(status, count)
    if (isWorthALine(count)) this.#options.log('warn', 'line.request.refused', { status, method, count })
  }

  #drop(error: Error | undefined): void {
    this.#keepAlive?.stop()
    this.#keepAlive = null
    this.#opening?.abandon()
    const socket = this.#socket
    const wasConnected = socket !== null
    this.#socket = null
    this.#server = null
    if (socket) letGo(socket)
    this.#change(TransportState.Disconnected)
    if (wasConnected) this.#tell(() => this.onDisconnect?.(error))
  }

  #change(state: TransportState): void {
    if (state === this.#state) return
    this.#state = state
    this.#tell(() => this.#states.emit(state))
  }

  #tell(run: () => void): void {
    queueMicrotask(() => this.#safely(run))
  }

  #safely(run: () => void): void {
    try {
      run()
    } catch (thrown) {
      this.#options.log('error', 'line.message.threw', {
        thrown: redact(thrown instanceof Error ? thrown.message : String(thrown)),
      })
    }
  }
}

/** The first, tenth, hundredth of its kind: whoever floods us fills no log. */
const isWorthALine = (count: number): boolean => Number.isInteger(Math.log10(count))
