import type { LineWord } from './line.ts'

/** States of an agent as the log of the day keeps them. `offline`: signed in, and the exchange cannot ring here. */
export const agentStates = ['ready', 'not_ready', 'ringing', 'in_call', 'wrap_up', 'offline'] as const
export type AgentState = (typeof agentStates)[number]

/** One state from its begin to its end. Instants ISO 8601 UTC. */
export interface StateSpan {
  readonly agent: string
  readonly state: AgentState
  /** Why not ready; null where none was given. */
  readonly reason: string | null
  readonly startedAt: string
  /** Its end; of one that lasts still, when that was last known. */
  readonly untilAt: string
  readonly open: boolean
  /** Its end was not seen (the program was killed, the computer slept): it lasted at least until then. */
  readonly cutOff: boolean
}

/** What of a span lies in one local day; pieces of one agent never overlap. Milliseconds since 1970. */
export interface StatePiece {
  readonly day: string
  readonly from: number
  readonly to: number
  readonly span: StateSpan
}

export interface AgentDay {
  readonly agent: string
  /** Local day, `2026-11-30`. */
  readonly day: string
  /** First sign-in; null: signed in since the day before. */
  readonly firstIn: string | null
  /** Last sign-out; null: signed in still, or into the next day. */
  readonly lastOut: string | null
  /** The last sign-out was not seen. */
  readonly cutOff: boolean
  /** Milliseconds by state. */
  readonly totals: Readonly<Record<AgentState, number>>
}

/** What the log keeps of what the line says. */
export function agentStateOf(word: LineWord): AgentState {
  return word === 'connecting' || word === 'unconfigured' ? 'offline' : word
}

const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Local day of an instant, `2026-11-30`. @param zone IANA name, such as `Europe/Budapest` */
export function localDay(at: number, zone: string): string {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format.format(at)
}

/** The day after, or `days` after. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/**
 * First instant of a local day, milliseconds. Searched for rather than reckoned: where the clock is put forward at midnight the day
 * begins at one, and offsets are not always whole hours.
 */
export function dayStart(day: string, zone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`)
  // Local time is at most fifteen hours away from UTC.
  let before = utc - 15 * 3_600_000
  let from = utc + 15 * 3_600_000
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (localDay(middle, zone) >= day) from = middle
    else before = middle
  }
  return from
}

/**
 * Cuts spans at the local midnights. Time told twice (a clock that was put back) belongs to the span that began first, so that no time
 * counts twice.
 * @param spans of any agents, in any order
 */
export function piecesOf(spans: readonly StateSpan[], zone: string): StatePiece[] {
  const pieces: StatePiece[] = []
  const doneUntil = new Map<string, number>()
  let day = { name: '', from: 0, to: 0 }
  for (const span of spans.toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))) {
    const end = Date.parse(span.untilAt)
    let from = Math.max(Date.parse(span.startedAt), doneUntil.get(span.agent) ?? -Infinity)
    // One whose end was not seen is told of even where nothing of its length is known.
    for (let first = span.cutOff; from < end || (first && from === end); first = false) {
      if (from < day.from || from >= day.to) {
        const name = localDay(from, zone)
        day = { name, from: dayStart(name, zone), to: dayStart(dayAfter(name), zone) }
      }
      const to = Math.min(end, day.to)
      pieces.push({ day: day.name, from, to, span })
      from = to
    }
    doneUntil.set(span.agent, Math.max(end, doneUntil.get(span.agent) ?? -Infinity))
  }
  return pieces
}

/** Sums of each agent's local days, newest day first, then by agent. */
export function agentDays(pieces: readonly StatePiece[]): AgentDay[] {
  const days = new Map<string, StatePiece[]>()
  for (const piece of pieces) {
    const key = `${piece.day} ${piece.span.agent}`
    const known = days.get(key)
    if (known) known.push(piece)
    else days.set(key, [piece])
  }
  return [...days.values()]
    .map(sumOf)
    .toSorted((a, b) => (a.day === b.day ? a.agent.localeCompare(b.agent) : a.day < b.day ? 1 : -1))
}

function sumOf(pieces: readonly StatePiece[]): AgentDay {
  const ordered = pieces.toSorted((a, b) => a.from - b.from)
  const first = ordered[0] as StatePiece
  const last = ordered.at(-1) as StatePiece
  const totals = { ready: 0, not_ready: 0, ringing: 0, in_call: 0, wrap_up: 0, offline: 0 }
  for (const { from, span, to } of ordered) totals[span.state] += to - from
  const goesOn = last.span.open || last.to < Date.parse(last.span.untilAt)
  return {
    agent: first.span.agent,
    day: first.day,
    firstIn: first.from > Date.parse(first.span.startedAt) ? null : first.span.startedAt,
    lastOut: goesOn ? null : last.span.untilAt,
    cutOff: !goesOn && last.span.cutOff,
    totals,
  }
}
