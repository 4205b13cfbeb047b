import type { SearchHit } from '#shared/domain/search.ts'
import { raise } from '#shared/contract/result.ts'
import type { Reader } from '../../database/store.ts'
import { findWords, matchWords } from '../../sqlite/full-text.ts'
import { wantedOf } from './excerpt.ts'
import { sources } from './sources.ts'

/**
 * Contacts stand before what happened with them. When other kinds are asked for as well only so many do, so that a common
 * first name does not fill the page; asking for contacts alone gives all of them.
 */
const contactsAmongOthers = 8

interface Found {
  readonly seq: number
  readonly rank: number
}

/**
 * Search over everything: contacts first, then the rest newest first. Each kind is a range scan of its full-text table; they merge by time.
 * Nothing is counted: a count would have to walk over all hits.
 * @param cursor `c.<seq>` while contacts go on, then `t.<seq>.<rank>`
 */
export async function search(
  read: Reader,
  text: string,
  kinds: readonly SearchHit['kind'][],
  cursor: string | null,
  limit: number,
): Promise<{ items: SearchHit[]; nextCursor: string | null }> {
  const match = await matchWords(read, text)
  if (match === null) return { items: [], nextCursor: null }
  const place = readPlace(cursor)
  const wanted = sources.map((source, rank) => ({ source, rank })).filter(({ source }) => kinds.includes(source.kind))
  const people = wanted.find(({ source }) => source.kind === 'contact')
  const events = wanted.filter(({ source }) => source.kind !== 'contact')

  const found: Found[] = []
  let peopleGoOn = false
  if (people && place.phase === 'c') {
    const most = events.length > 0 ? Math.min(contactsAmongOthers, limit) : limit
    const seqs = await findWords(read, people.source.table, match, place.seq, most + 1)
    peopleGoOn = events.length === 0 && seqs.length > most
    found.push(...seqs.slice(0, most).map((seq) => ({ seq, rank: people.rank })))
  }
  const room = limit - found.length
  const timed: Found[] = []
  for (const { source, rank } of events) {
    const before = place.phase === 'c' ? null : rank > place.rank ? (place.seq ?? 0) + 1 : place.seq
    timed.push(...(await findWords(read, source.table, match, before, room + 1)).map((seq) => ({ seq, rank })))
  }
  timed.sort((a, b) => b.seq - a.seq || a.rank - b.rank)
  found.push(...timed.slice(0, room))
  const items = await show(read, found, text)
  return { items, nextCursor: nextCursor(found, peopleGoOn, timed.length > room) }
}

function nextCursor(found: readonly Found[], peopleGoOn: boolean, eventsGoOn: boolean): string | null {
  const last = found.at(-1)
  if (peopleGoOn && last) return `c.${last.seq}`
  if (!eventsGoOn) return null
  if (last && sources[last.rank]?.kind !== 'contact') return `t.${last.seq}.${last.rank}`
  return `t.${Number.MAX_SAFE_INTEGER - 1}.0`
}

type Place =
  | { readonly phase: 'c'; readonly seq: number | null }
  | { readonly phase: 't'; readonly seq: number; readonly rank: number }

function readPlace(cursor: string | null): Place {
  if (cursor === null) return { phase: 'c', seq: null }
  const parts = /^(?:c\.(\d{1,16})|t\.(\d{1,16})\.(\d))$/.exec(cursor)
  if (!parts) raise('bad_input', 'error.badInput', { detail: 'cursor' })
  return parts[1] === undefined
    ? { phase: 't', seq: Number(parts[2]), rank: Number(parts[3]) }
    : { phase: 'c', seq: Number(parts[1]) }
}

async function show(read: Reader, found: readonly Found[], text: string): Promise<SearchHit[]> {
  const wanted = wantedOf(text)
  const shown = new Map<number, Map<number, SearchHit>>()
  for (const [rank, source] of sources.entries()) {
    const seqs = found.filter((one) => one.rank === rank).map((one) => one.seq)
    if (seqs.length > 0) shown.set(rank, await source.hits(read, seqs, wanted))
  }
  return found.flatMap(({ seq, rank }) => shown.get(rank)?.get(seq) ?? [])
}
