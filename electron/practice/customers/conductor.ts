import { randomUUID } from 'node:crypto'
import type { PracticeView } from '#shared/contract/desk/practice.ts'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { raise } from '#shared/contract/result.ts'
import type { Scenario } from '#shared/practice/scenario.ts'
import type { CueEvent } from '#shared/practice/score.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import type { Log } from '../../diagnostics/log.ts'
import type { JsonStore } from '../../policy/json-store.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Leg, LegEnd } from '../exchange/leg.ts'
import { playCall, type PlayedCall, type VoiceDoor } from './call.ts'
import { callerHeaders } from './caller.ts'
import type { Correspondents } from './letters.ts'
import type { Cast } from './load.ts'
import { peopleOf, type PracticePerson } from './people.ts'
import { counted, countOf, leastOf, type Progress } from './progress.ts'
import type { RecordsDoor } from './seed.ts'
import { Sheets } from './sheets.ts'
import { Turns } from './turns.ts'
import { practiceView } from './view.ts'

/** Milliseconds. */
const pace = { firstLetter: 25_000, letters: 150_000, pickUp: 2500 } as const

export interface ConductorOptions {
  cast: Cast
  language: PracticeLanguage
  exchange: () => Exchange
  voice: VoiceDoor
  letters: Correspondents
  records: RecordsDoor
  progress: JsonStore<Progress>
  sound: (scenarioId: string, line: string) => Uint8Array<ArrayBuffer> | null
  /** The line is ready and nobody is on it. */
  free: () => boolean
  cueEvents: (interactionId: string) => Promise<readonly CueEvent[]>
  show: (view: NonNullable<PracticeView>) => void
  log: Log
}

/**
 * Lets customers call and write. One at a time is on the line; the next comes by themselves once it is free ({@link Turns}); sheets are
 * made when the agent has closed a call ({@link Sheets}).
 */
export class Conductor {
  readonly #o: ConductorOptions
  readonly #calls = new Map<string, PlayedCall>()
  readonly #turns = new Turns()
  readonly #sheets: Sheets
  #current: { scenario: Scenario; call: PlayedCall } | null = null
  #beginning = false
  #freeSince: number | null = null
  #letterAt: number | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(options: ConductorOptions) {
    this.#o = options
    const { records, cueEvents, language, log } = options
    this.#sheets = new Sheets({ records, cueEvents, language, made: () => this.show(), log })
  }

  /** The records know the first customers: from now on time passes. Told twice, it changes nothing. */
  start(): void {
    if (this.#timer) return
    this.#letterAt = Date.now() + pace.firstLetter
    this.#timer = setInterval(() => this.#tick(), 250)
    this.show()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    this.#o.letters.stop()
    this.#current?.call.hangUp()
  }

  pause(paused: boolean): void {
    this.#o.progress.set({ ...this.#o.progress.get(), paused })
    this.#turns.pause()
    this.show()
  }

  async callNow(scenarioId: string): Promise<void> {
    const scenario = this.#find(scenarioId)
    if (!scenario.call) raise('bad_input', 'error.practice.noCall')
    if (this.#current || this.#beginning) raise('conflict', 'error.practice.busy')
    if (!this.#o.free()) raise('unavailable', 'error.practice.notReady', { retryable: true })
    await this.#begin(scenario)
  }

  writeNow(scenarioId: string): void {
    if (!this.#o.letters.write(this.#find(scenarioId))) raise('bad_input', 'error.practice.noLetter')
  }

  /** A letter of this customer lies in the inbox. */
  written(scenario: Scenario): void {
    const { progress } = this.#o
    progress.set({ ...progress.get(), letters: counted(progress.get().letters, scenario.id) })
    this.show()
  }

  callOf(legId: string): PlayedCall | null {
    return this.#calls.get(legId) ?? null
  }

  /** The practice window is gone, and with it everybody's voice. */
  voicesLost(): void {
    for (const call of this.#calls.values()) call.hangUp()
  }

  /** The agent dials. Known people pick up after a moment, if nobody else is on the line. */
  dialled(user: string, sdp: string, leg: Leg): void {
    const found = this.#byNumber(user)
    if (!found?.scenario.call) return leg.refuse(404)
    if (this.#current) return leg.refuse(486)
    const { scenario } = found
    const call = this.#play(scenario, leg, 'called')
    leg.ring()
    this.show()
    setTimeout(() => {
      if (leg.state === 'over') return
      void this.#o.voice.call('answer', { legId: leg.id, sdp }).then((answer) => {
        if (answer.ok) leg.pickUp(answer.value.sdp)
        else call.hangUp()
        this.show()
      })
    }, pace.pickUp)
  }

  onInteractions(active: readonly ActiveInteraction[]): void {
    this.#sheets.onInteractions(active)
  }

  show(): void {
    const { cast, language, progress, show } = this.#o
    show(
      practiceView({
        cast,
        language,
        progress: progress.get(),
        current: this.#current,
        next: this.#turns.next(),
        sheets: this.#sheets.made(),
      }),
    )
  }

  #tick(): void {
    const { cast, progress, free } = this.#o
    const { paused, calls, letters } = progress.get()
    const now = Date.now()
    if (paused) return
    if (this.#letterAt !== null && now >= this.#letterAt) {
      this.#letterAt = now + pace.letters
      const writer = leastOf(
        cast.scenarios.filter(({ mail }) => mail !== null),
        letters,
      )
      // Each letter once by itself; after that on request.
      if (writer && countOf(letters, writer.id) === 0) this.#o.letters.write(writer)
    }
    if (this.#current || this.#beginning || !free()) {
      this.#freeSince = null
      return
    }
    this.#freeSince ??= now
    const callers = cast.scenarios.filter(({ call }) => call !== null)
    if (this.#turns.plan(callers, calls, now)) return this.show()
    const next = this.#turns.due(now, this.#freeSince)
    if (next) void this.#begin(next)
  }

  async #begin(scenario: Scenario): Promise<void> {
    const { exchange, voice, language, log } = this.#o
    const caller = callerHeaders(scenario, language)
    this.#turns.begun(scenario)
    if (!caller) return
    this.#beginning = true
    const legId = randomUUID()
    const offer = await voice.call('offer', { legId })
    this.#beginning = false
    const leg = offer.ok ? exchange().call(legId, caller.from, caller.headers, offer.value.sdp) : null
    if (!leg) {
      log('warn', 'practice.call.notBegun', { kind: offer.ok ? 'line' : offer.error.kind })
      void voice.call('close', { legId })
      return this.show()
    }
    const call = this.#play(scenario, leg, 'start')
    setTimeout(
      () => {
        if (leg.state === 'calling' || leg.state === 'ringing') call.hangUp()
      },
      (scenario.call?.rings ?? 30) * 1000,
    )
    this.show()
  }

  #play(scenario: Scenario, leg: Leg, from: 'start' | 'called'): PlayedCall {
    const script = scenario.call
    if (!script) throw new Error('a scenario without a call')
    const call = playCall({
      script,
      step: script[from],
      leg,
      voice: this.#o.voice,
      sound: (line) => this.#o.sound(scenario.id, line),
      changed: () => this.show(),
      ended: (end, wasUp) => this.#ended(scenario, leg, end, wasUp, from),
    })
    this.#calls.set(leg.id, call)
    this.#sheets.begun(leg.sipCallId, scenario)
    this.#current = { scenario, call }
    return call
  }

  #ended(scenario: Scenario, leg: Leg, end: LegEnd, wasUp: boolean, from: 'start' | 'called'): void {
    const { log } = this.#o
    const call = this.#calls.get(leg.id)
    this.#calls.delete(leg.id)
    this.#current = null
    log('info', 'practice.call.ended', {
      scenario: scenario.id,
      by: end.by,
      up: wasUp,
      heardSeconds: Math.round(call?.hears() ?? 0),
    })
    this.#sheets.ended(leg.sipCallId, wasUp ? (call?.heard() ?? null) : null)
    if (wasUp) {
      this.#turns.talked(scenario)
      this.#count(scenario)
    } else if (from === 'start' && !this.#turns.missed(scenario, Date.now()))
      // Given up: others are next, this customer's turn counts as taken.
      this.#count(scenario)
    this.show()
  }

  #count(scenario: Scenario): void {
    const { progress } = this.#o
    progress.set({ ...progress.get(), calls: counted(progress.get().calls, scenario.id) })
  }

  #find(id: string): Scenario {
    return this.#o.cast.scenarios.find((scenario) => scenario.id === id) ?? raise('not_found', 'error.practice.unknown')
  }

  #byNumber(user: string): { scenario: Scenario; person: PracticePerson } | null {
    for (const scenario of this.#o.cast.scenarios) {
      const person = peopleOf(scenario, this.#o.language).find((each) => each.number !== null && each.number === user)
      if (person) return { scenario, person }
    }
    return null
  }
}
