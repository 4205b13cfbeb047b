import type { LineConfig } from '#shared/contract/phone.ts'
import { SIPExtension, UserAgent, type Session, type SessionDescriptionHandler, type UserAgentDelegate } from 'sip.js'
import { AnyDigest } from './digest.ts'
import { redact, type Log } from './log.ts'
import { ServerListTransport, type TransportOptions } from './transport.ts'

/** Longer than any queue rings, so that SIP.js does not refuse a call that still rings elsewhere; seconds. */
const noAnswerTimeout = 600

/**
 * A user agent with the defaults of SIP.js that must not stay: console log with whole messages, Google's STUN (see the media part),
 * 180 before we looked at the call, refresh and reconnect of its own, a new Contact at each start (RFC 5626 §4.1 wants it stable,
 * and exchanges that count contacts refuse the fourth).
 * @returns null when `line.uri` is no sip: address
 */
export function makeUserAgent(
  line: LineConfig,
  transport: TransportOptions,
  mediaFactory: (session: Session) => SessionDescriptionHandler,
  delegate: UserAgentDelegate,
  log: Log,
): UserAgent | null {
  const uri = UserAgent.makeURI(line.uri)
  if (!uri?.user) return null
  const stable = line.instanceId.replaceAll('-', '')
  const agent = new UserAgent({
    uri,
    displayName: line.displayName,
    authorizationUsername: line.authorizationUser,
    authorizationPassword: line.password,
    contactName: stable.slice(0, 12),
    viaHost: `${stable.slice(12, 24)}.invalid`,
    instanceId: line.instanceId,
    delegate,
    gracefulShutdown: false,
    logBuiltinEnabled: false,
    logConfiguration: false,
    logLevel: 'warn',
    // SIP.js hands every level to the connector, whatever `logLevel` says; what it calls an error is a note for us.
    logConnector(level, category, _label, content) {
      if (level === 'warn' || level === 'error') log('warn', 'line.sip', { category, note: redact(content) })
    },
    noAnswerTimeout,
    sendInitialProvisionalResponse: false,
    sessionDescriptionHandlerFactory: mediaFactory,
    sipExtension100rel: SIPExtension.Unsupported,
    // Trap: supported by SIP.js itself, a replaced call is hung up without asking; `calls/take-over.ts` does it instead.
    sipExtensionReplaces: SIPExtension.Unsupported,
    sipExtensionExtraSupported: ['replaces', 'timer'],
    transportConstructor: ServerListTransport,
    transportOptions: transport,
    userAgentString: 'Courtesy',
  })
  agent.userAgentCore.configuration.authenticationFactory = () =>
    new AnyDigest(agent.getLoggerFactory(), line.authorizationUser, line.password)
  return agent
}
