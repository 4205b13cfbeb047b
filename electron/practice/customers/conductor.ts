import { randomUUID } from 'node:crypto'
import type { PracticeView } from '#shared/contract/desk/practice.ts'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { raise } from '#shared/contract/result.ts'
import type { Scenario } from '#shared/practice/scenario.ts'
import { scoreSheet, type CueEvent, type Heard } from '#shared/practice/score.ts'
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
import { counted, leastOf, type Progress } from './progress.ts'
import type { RecordsDoor } from './seed.ts'

/** Milliseconds. */
export const pace = { first: 3000, between: 45_000, firstLetter: 25_000, letters: 150_000, pickUp: 2500, kept: 20 } as const

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

interface Played {
  readonly scenario: Scenario
  readonly call: PlayedCall
  interactionId: string | null
  heard: Heard | null
}

/**
 * Decides who calls and writes when. One customer at a time is on the line; whoever was not answered calls again; the next comes by
 * themselves once the line is free. Sheets are made when the agent has closed a call.
 */
export class Conductor {
  readonly #o: ConductorOptions
  readonly #calls = new Map<string, PlayedCall>()
  /** By SIP Call-ID, until its sheet is made. */
  readonly #played = new Map<string, Played>()
  readonly #triesLeft = new Map<string, number>()
  #current: { scenario: Scenario; call: PlayedCall } | null = null
  #beginning = false
  /** Somebody has called since the start. */
  #begun = false
  #next: { scenario: Scenario; at: number } | null = null
  #letterAt: number | null = null
  #sheets: NonNullable<PracticeView>['sheets'] = []
  #timer: NodeJS.Timeout | null = null

  constructor(options: ConductorOptions) {
    this.#o = options
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
    this.#next = null
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

  /** What the desk shows of calls; notes which interaction is which customer, and sees when one was closed. */
  onInteractions(active: readonly ActiveInteraction[]): void {
    for (const { interaction } of active) {
      const played = interaction.sipCallId === null ? undefined : this.#played.get(interaction.sipCallId)
      if (played) played.interactionId = interaction.id
    }
    const open = new Set(active.map(({ interaction }) => interaction.id))
    for (const [sipCallId, played] of this.#played)
      if (played.interactionId !== null && played.heard !== null && !open.has(played.interactionId)) {
        this.#played.delete(sipCallId)
        void this.#sheet(played, played.interactionId, played.heard)
      }
  }

  show(): void {
    const { cast, language, progress } = this.#o
    const { calls, letters, paused } = progress.get()
    this.#o.show({
      language,
      paused,
      scenarios: cast.scenarios.map((scenario) => ({
        id: scenario.id,
        title: scenario.title[language],
        brief: scenario.brief[language],
        customer: scenario.people[scenario.call?.caller ?? scenario.mail?.from ?? '']?.name[language] ?? '',
        canCall: scenario.call !== null,
        canWrite: scenario.mail !== null,
        calls: calls[scenario.id] ?? 0,
        letters: letters[scenario.id] ?? 0,
      })),
      current: this.#current && {
        scenarioId: this.#current.scenario.id,
        stage: this.#current.call.stage(),
        hears: Math.round(this.#current.call.hears() * 10) / 10,
      },
      next: this.#next && { scenarioId: this.#next.scenario.id, at: new Date(this.#next.at).toISOString() },
      sheets: this.#sheets,
      problems: [...cast.problems],
    })
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
      if (writer && (letters[writer.id] ?? 0) === 0) this.#o.letters.write(writer)
    }
    if (this.#current || this.#beginning || !free()) return
    if (!this.#next) {
      const caller = leastOf(
        cast.scenarios.filter(({ call }) => call !== null),
        calls,
      )
      if (!caller) return
      this.#next = { scenario: caller, at: now + (this.#begun ? pace.between : pace.first) }
      return this.show()
    }
    if (now >= this.#next.at) void this.#begin(this.#next.scenario)
  }

  async #begin(scenario: Scenario): Promise<void> {
    const { exchange, voice, language, log } = this.#o
    const caller = callerHeaders(scenario, language)
    this.#next = null
    if (!caller) return
    this.#beginning = true
    this.#begun = true
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
    this.#played.set(leg.sipCallId, { scenario, call, interactionId: null, heard: null })
    this.#current = { scenario, call }
    return call
  }

  #ended(scenario: Scenario, leg: Leg, end: LegEnd, wasUp: boolean, from: 'start' | 'called'): void {
    const { progress, log } = this.#o
    const played = this.#played.get(leg.sipCallId)
    this.#calls.delete(leg.id)
    this.#current = null
    log('info', 'practice.call.ended', {
      scenario: scenario.id,
      by: end.by,
      up: wasUp,
      heardSeconds: Math.round(played?.call.hears() ?? 0),
    })
    if (wasUp) {
      if (played) played.heard = played.call.heard()
      this.#triesLeft.delete(scenario.id)
      progress.set({ ...progress.get(), calls: counted(progress.get().calls, scenario.id) })
    } else {
      this.#played.delete(leg.sipCallId)
      if (from === 'start') this.#missed(scenario)
    }
    this.show()
  }

  /** Nobody answered: the same customer calls again after a while, a few times. */
  #missed(scenario: Scenario): void {
    const { after = 20, times = 0 } = scenario.call?.callBack ?? {}
    const left = this.#triesLeft.get(scenario.id) ?? times
    if (left > 0) {
      this.#triesLeft.set(scenario.id, left - 1)
      this.#next = { scenario, at: Date.now() + after * 1000 }
      return
    }
    // Given up: others are next, this customer's turn counts as taken.
    this.#triesLeft.delete(scenario.id)
    const { progress } = this.#o
    progress.set({ ...progress.get(), calls: counted(progress.get().calls, scenario.id) })
  }

  async #sheet({ scenario }: Played, interactionId: string, heard: Heard): Promise<void> {
    const { records, cueEvents, language, log } = this.#o
    const found = await records.call('interactions.get', { id: interactionId })
    if (!found.ok) return log('warn', 'practice.sheet', { kind: found.error.kind })
    const { interaction, segments } = found.value
    const opened = interaction.caseId === null ? null : await records.call('cases.get', { id: interaction.caseId })
    const sheet = scoreSheet({
      scenario,
      interaction,
      segments,
      case: opened?.ok === true ? opened.value : null,
      heard,
      cueEvents: await cueEvents(interactionId),
    })
    this.#sheets = [{ ...sheet, title: scenario.title[language], at: new Date().toISOString() }, ...this.#sheets].slice(
      0,
      pace.kept,
    )
    this.show()
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
