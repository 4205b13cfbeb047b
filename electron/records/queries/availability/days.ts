import { raise } from '#shared/contract/result.ts'
import { agentDays, dayAfter, dayStart, localDay, piecesOf, type AgentDay, type StateSpan } from '#shared/domain/agent-day.ts'
import { readCursor } from '../../database/page.ts'
import type { Reader } from '../../database/store.ts'
import { spanOf } from './tables.ts'

/** Days of a page. */
const pageDays = 14
const iso = (ms: number): string => new Date(ms).toISOString()

/** The computer's zone; it may be changed while we run. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Days of all agents, newest first; times without any are leapt over, so that only the last page may be followed by none. */
export async function listDays(
  read: Reader,
  cursor: string | null,
  zone: string,
  now: string,
): Promise<{ items: AgentDay[]; nextCursor: string | null }> {
  if (cursor !== null && !/^\d{4}-\d{2}-\d{2}$/.test(cursor)) raise('bad_input', 'error.badInput', { detail: 'cursor' })
  const last = cursor ?? (await newestDay(read, null, zone))
  if (last === null) return { items: [], nextCursor: null }
  const from = dayStart(dayAfter(last, 1 - pageDays), zone)
  const spans = await between(read, from, dayStart(dayAfter(last), zone), now)
  const first = localDay(from, zone)
  const items = agentDays(piecesOf(spans, zone).filter(({ day }) => day >= first && day <= last))
  return { items, nextCursor: await newestDay(read, from, zone) }
}

/** What one agent's day was made of, oldest first, each cut to the day. */
export async function listDay(
  read: Reader,
  input: { agent: string; day: string; cursor: string | null; limit: number },
  zone: string,
  now: string,
): Promise<{ items: Omit<StateSpan, 'agent'>[]; nextCursor: string | null }> {
  const skip = readCursor(input.cursor)?.seq ?? 0
  const spans = await between(read, dayStart(input.day, zone), dayStart(dayAfter(input.day), zone), now)
  const pieces = piecesOf(
    spans.filter(({ agent }) => agent === input.agent),
    zone,
  ).filter(({ day }) => day === input.day)
  const items = pieces.slice(skip, skip + input.limit).map(({ from, span, to }) => {
    const whole = iso(to) === span.untilAt
    const { reason, state } = span
    return { state, reason, startedAt: iso(from), untilAt: iso(to), open: whole && span.open, cutOff: whole && span.cutOff }
  })
  const next = skip + items.length
  return { items, nextCursor: next < pieces.length ? `${next}.0` : null }
}

/** Spans that touch a time. */
async function between(read: Reader, from: number, to: number, now: string): Promise<StateSpan[]> {
  const rows = await read
    .selectFrom('agent_states')
    .selectAll()
    .where((e) => e.or([e('known_at', '>', iso(from)), e('ended_at', 'is', null)]))
    .where('started_at', '<', iso(to))
    .execute()
  return rows.map((row) => spanOf(row, now))
}

/** The newest local day there is anything of before an instant (null: at all). */
async function newestDay(read: Reader, before: number | null, zone: string): Promise<string | null> {
  // A moment is no time: such a span is no part of any day, unless it lasts still or its end was not seen.
  let query = read
    .selectFrom('agent_states')
    .select('known_at')
    .where((e) => e.or([e('known_at', '>', e.ref('started_at')), e('ended_at', 'is', null), e('cut_off', '=', 1)]))
  if (before !== null) query = query.where('started_at', '<', iso(before))
  const row = await query.orderBy('known_at', 'desc').limit(1).executeTakeFirst()
  if (!row) return null
  const end = Math.min(Date.parse(row.known_at), before ?? Infinity)
  return localDay(before === null ? end : Math.min(end, before - 1), zone)
}
