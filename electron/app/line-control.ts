import type { LineConfig, phoneCalls, phoneEvents } from '#shared/contract/phone.ts'
import type { LineView } from '#shared/contract/desk/state.ts'
import { lineWord, type Presence, type Registration } from '#shared/domain/line.ts'
import type { Call } from '#shared/domain/call.ts'
import { noneRungOut, rungOut } from '#shared/domain/rung-out.ts'
import type { z } from 'zod'
import type { ExchangeSettings } from '#shared/domain/exchange.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import type { LineSetup } from '../policy/connections.ts'
import type { DeskModel } from './desk-model.ts'
import { noRegistration } from './first-state.ts'
import type { LineControl } from './services.ts'
import type { Supervised } from './supervised.ts'
import type { InteractionKeeper } from '../interactions/keeper.ts'

type PhoneConfigure = z.input<(typeof phoneCalls)['configure']['in']>

export interface LineOptions {
  setup: () => LineSetup | null
  secret: () => string | null
  displayName: () => string
  instanceId: () => string
  settings: () => UserSettings
  phone: () => Supervised<typeof phoneCalls>
  keeper: () => InteractionKeeper
  /** Tells the records which country numbers are read by now. */
  regionChanged: () => Promise<void>
  model: DeskModel
  /** What the exchange would not take. */
  codeFailed: () => LineView['codeFailed']
}

/** The line as the desk sees it, and what the phone window is told of it. */
export class Line implements LineControl {
  #registration: Registration = noRegistration()
  #presence: Presence = { ready: true, reason: null }
  #loadedFor = ''
  #rungOut = noneRungOut
  readonly #options: LineOptions

  constructor(options: LineOptions) {
    this.#options = options
  }

  /** What a fresh phone window is told first. */
  configuration(): PhoneConfigure {
    const { devices, exchange, handOver, voice } = this.#options.settings()
    this.#loadedFor = this.#servers()
    return {
      line: this.#lineConfig(),
      selected: devices,
      voice,
      ready: this.#presence.ready,
      handOver,
      watched: usersOf(exchange),
    }
  }

  async reconfigure(): Promise<void> {
    await this.#options.regionChanged()
    const servers = this.#servers()
    // The phone window's policy names its exchange from the moment it is loaded: another exchange needs another page.
    if (servers === this.#loadedFor) await this.#options.phone().call('configure', this.configuration())
    else this.#options.phone().renew()
    this.show()
  }

  /** The person changed a setting that the phone window keeps to. */
  async settingsChanged(): Promise<void> {
    const { exchange, handOver, voice } = this.#options.settings()
    const phone = this.#options.phone()
    await phone.call('setVoice', voice)
    await phone.call('setHandOver', { handOver })
    await phone.call('setWatched', { watched: usersOf(exchange) })
  }

  async setPresence(ready: boolean, reason: string | null): Promise<void> {
    this.#rungOut = noneRungOut
    this.#presence = { ready, reason: ready ? null : reason }
    this.show()
    await this.#options.phone().call('setReady', { ready })
  }

  /** Too many calls in a row rang here in vain: the next customer is better rung where somebody is. */
  onCall(call: Call): void {
    const { keeper, model } = this.#options
    if (call.phase === 'ended' && call.parkedAt !== null)
      model.tell('notice', { tone: 'good', messageKey: 'notice.parked', params: { slot: call.parkedAt } })
    const { notReadyAfter } = this.#options.settings()
    const busy = keeper()
      .liveCalls()
      .some((one) => one.callId !== call.callId && one.phase !== 'ringing')
    this.#rungOut = notReadyAfter === 0 ? noneRungOut : rungOut(this.#rungOut, call, busy)
    const { count } = this.#rungOut
    if (notReadyAfter === 0 || count < notReadyAfter || !this.#presence.ready) return
    model.tell('notice', { tone: 'warn', messageKey: 'notice.rungOut', params: { count } })
    void this.setPresence(false, 'rungOut')
  }

  onRegistration(registration: z.output<(typeof phoneEvents)['registration']>): void {
    this.#registration = registration
    this.show()
  }

  /** The phone window is being restarted: nobody can reach us meanwhile. */
  onPhoneDown(): void {
    if (this.#registration.state !== 'off')
      this.#registration = { ...this.#registration, state: 'connecting', since: new Date().toISOString(), confirmedAt: null }
    this.show()
  }

  show(): void {
    const { model, keeper, setup } = this.#options
    const active = keeper().active()
    const phase = (wanted: (call: Call) => boolean): boolean => active.some((each) => each.call !== null && wanted(each.call))
    const line = setup()
    model.set('line', {
      word: lineWord({
        registration: line === null ? { ...this.#registration, state: 'off' } : this.#registration,
        presence: this.#presence,
        ringing: phase((call) => call.phase === 'ringing'),
        inCall: phase((call) => call.phase === 'connected' || call.phase === 'dialling' || call.phase === 'alerting'),
        wrapUp: active.some((each) => each.interaction.state === 'wrap_up'),
      }),
      registration: this.#registration,
      presence: this.#presence,
      codeFailed: this.#options.codeFailed(),
      config:
        line === null
          ? null
          : {
              uri: line.uri,
              authorizationUser: line.authorizationUser,
              servers: line.servers,
              tollFreeNumber: line.tollFreeNumber,
              region: line.region,
              allowInsecure: line.allowInsecure,
              managed: line.managed,
            },
    })
  }

  #servers(): string {
    return this.#options.setup()?.servers.join(' ') ?? ''
  }

  #lineConfig(): LineConfig | null {
    const { setup, secret, displayName, instanceId } = this.#options
    const line = setup()
    const password = secret()
    if (line === null || password === null) return null
    return {
      uri: line.uri,
      displayName: displayName(),
      authorizationUser: line.authorizationUser,
      password,
      servers: line.servers,
      iceServers: line.iceServers.map((server) => ({ ...server })),
      codecs: line.codecs,
      expires: line.expires,
      instanceId: instanceId(),
      headers: line.headers,
    }
  }
}

const usersOf = ({ colleagues }: ExchangeSettings): string[] => colleagues.map((one) => one.user)
