import type { CodeOutcome, LineConfig } from '#shared/contract/phone.ts'
import type { CodeOrder } from '#shared/domain/agent-codes.ts'
import type { Exchange, ShortMessage } from '#shared/domain/exchange.ts'
import type { Registration } from '#shared/domain/line.ts'
import type { Core, Invitation, Notification, Session, SessionDescriptionHandler, UserAgent } from 'sip.js'
import { AgentCode } from './agent-code.ts'
import type { Clock } from './clock.ts'
import { failPending } from './fail-pending.ts'
import type { Log } from './log.ts'
import type { netErrors } from './net-errors.ts'
import type { MakeSocket } from './open-socket.ts'
import { connectProblem, problem, type Problem } from './problems.ts'
import { probe } from './probe.ts'
import { registrar } from './register.ts'
import { RegistrationKeeper } from './registration.ts'
import type { SilentOffer } from './silent-call.ts'
import { ConnectError, type ServerListTransport } from './transport.ts'
import { answerUnreadable } from './unreadable.ts'
import { messageTaker } from './messages.ts'
import { Watches } from './watches.ts'
import { receiveUpdates, type Update } from './updates.ts'
import { makeUserAgent } from './user-agent.ts'

/** How long each step may take; milliseconds. */
export const deadlines = { connect: 5_000, register: 8_000, probe: 4_000, quickProbe: 1_000 } as const

export interface LineEvents {
  registration(value: Registration): void
  invited(invitation: Invitation): void
  /** An UPDATE (RFC 3311) in a dialog; answers it. */
  updated(update: Update): void
  /** What the exchange tells beside calls. */
  exchange(value: Exchange): void
  message(message: ShortMessage): void
  /** Signalling is gone; calls keep their sound. */
  lost(): void
  /** A new connection is registered: reconcile the calls. `moved`: over another network, perhaps. */
  restored(moved: boolean): void
}

export interface LineParts {
  readonly make: MakeSocket
  readonly media: (session: Session) => SessionDescriptionHandler
  readonly silentOffer: () => Promise<SilentOffer>
  readonly clock: Clock
  readonly log: Log
  readonly netErrors: ReturnType<typeof netErrors>
  readonly callLostForMs: () => number | null
  readonly online: () => boolean
  readonly random: () => number
}

/** One configured line, from `start` to `stop`: user agent, socket and registration. */
export interface Line {
  readonly agent: UserAgent
  readonly registration: () => Registration
  readonly connected: () => boolean
  /** Whose telephones are watched, by their user parts. */
  watch(users: readonly string[]): void
  /** Tells the exchange a code of the agent's state. Never rejects. */
  sendCode(order: CodeOrder): Promise<CodeOutcome>
  start(): void
  tryNow(): void
  /** The network changed, or sound stopped: is the exchange still there? */
  suspect(): void
  /** Main found out more about a failed connection. */
  explainAgain(): void
  /** Takes the registration back (best effort, one second) and closes. */
  stop(): Promise<void>
}

/** Builds a line; null with its problem when the configuration cannot be used at all. */
export function makeLine(
  config: LineConfig,
  events: LineEvents,
  parts: LineParts,
): { line: Line | null; problem: Problem | null } {
  const { clock, log } = parts
  const options = {
    servers: config.servers,
    connectTimeoutMs: deadlines.connect,
    make: parts.make,
    clock,
    log,
    silent: () => keeper.silent(),
  }
  const delegate = {
    onInvite: (invitation: Invitation) => events.invited(invitation),
    // Outside a call nobody can ask us to dial.
    onReferRequest: (request: Core.IncomingReferRequest) => void request.reject({ statusCode: 603 }),
    onMessage: messageTaker((message) => events.message(message)),
    onNotify: (notification: Notification) => watches.unsolicited(notification),
    onDisconnect: () => {
      if (agent) failPending(agent.userAgentCore)
      watches.lost()
      code.lost()
      events.lost()
      keeper.dropped()
    },
  }
  const agent = makeUserAgent(config, options, parts.media, delegate, log)
  if (!agent) return { line: null, problem: problem('bad_input', 'error.line.badAddress', {}, undefined) }
  const transport = agent.transport as ServerListTransport
  receiveUpdates(agent, (update) => events.updated(update))
  answerUnreadable(agent, log)
  const register = registrar(agent, config.instanceId, deadlines.register, clock)
  const watches = new Watches({ agent, clock, random: parts.random, changed: (value) => events.exchange(value) })
  let started = false
  const keeper: RegistrationKeeper = new RegistrationKeeper(
    {
      // Trap: after a failed `start()` a second one opens nothing; from then on only `reconnect()` does.
      connect: () => (started ? agent.reconnect() : ((started = true), agent.start())),
      abandon: (why, blame) => transport.abandon(why, blame),
      register: (fresh) => {
        if (fresh) register.renew()
        return register.register(config.expires)
      },
      probe: (quick) => probe(agent, quick ? deadlines.quickProbe : deadlines.probe, clock),
      server: () => transport.server,
      rubbish: () => transport.rubbish > 0,
      explain: (error) =>
        connectProblem(
          error instanceof ConnectError ? error.failures : [],
          (server) => parts.netErrors.of(server),
          parts.online(),
        ),
      callLostForMs: parts.callLostForMs,
      random: parts.random,
      changed: (value) => events.registration(value),
      registered: (moved) => {
        watches.restored()
        events.restored(moved)
      },
    },
    clock,
  )
  const code = new AgentCode({
    agent,
    clock,
    offer: parts.silentOffer,
    registered: () => keeper.value.state === 'registered',
  })
  const line: Line = {
    agent,
    registration: () => keeper.value,
    connected: () => agent.isConnected(),
    watch: (users) => watches.watch(users),
    sendCode: (order) => code.send(order),
    start: () => keeper.start(),
    tryNow: () => keeper.tryNow(),
    suspect: () => keeper.suspect(),
    explainAgain: () => keeper.explainAgain(),
    async stop() {
      const wasRegistered = keeper.value.state === 'registered'
      watches.stop()
      keeper.stop()
      const pause = new Promise((resolve) => void clock.setTimeout(() => resolve(undefined), 1_000))
      if (wasRegistered) await Promise.race([register.register(0), pause])
      await transport.disconnect()
    },
  }
  return { line, problem: null }
}
