import type Database from '@signalapp/sqlcipher'
import { openStore } from '../../electron/records/database/open.ts'
import { seqOf } from '../../electron/records/database/seq.ts'
import { contactWords } from '../../electron/records/queries/contacts/index-contact.ts'
import { sortKey } from '../../electron/records/queries/contacts/sort-key.ts'
import { callWords } from '../../electron/records/queries/interactions/index-call.ts'
import { openFile } from '../../electron/records/sqlite/connect.ts'
import { termsOf } from '../../electron/records/sqlite/terms.ts'
import { databasePath } from '../../electron/records/sqlite/files.ts'
import { searchDigits } from '../../shared/domain/phone-number-search.ts'
import { families, givens, noteOf, queues, random } from './big-database-words.ts'

export interface BigDatabaseOptions {
  /** Records directory to make the database in. */
  readonly directory: string
  /** 64 hex digits. */
  readonly key: string
  readonly contacts: number
  readonly interactions: number
}

export interface Customer {
  readonly id: string
  readonly name: string
  /** E.164; belongs to this customer alone. */
  readonly number: string
  readonly digits: readonly string[]
}

/** When the last of the made-up calls was. */
const until = Date.parse('2026-11-21T09:00:00.000Z')
const spanMs = 3 * 365 * 24 * 3_600_000

/** An id with the time of making in front as UUIDv7 has it, but the same in every run. */
function idOf(at: number, kind: number, n: number): string {
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind.toString(16)}00-8000-${n.toString(16).padStart(12, '0')}`
}

/** The customers of a database of this many, as {@link makeBigDatabase} makes them. */
export function customersOf(count: number): Customer[] {
  const draw = random(7)
  return Array.from({ length: count }, (_, n) => {
    const number = `+36${['20', '30', '70'][n % 3]}${String(1_000_000 + ((n * 7919) % 8_999_999)).padStart(7, '0')}`
    const name = `${families[Math.floor(draw() * families.length)]} ${givens[Math.floor(draw() * givens.length)]}`
    return { id: idOf(until - spanMs - 1000 + 0, 1, n), name, number, digits: searchDigits(number, number) }
  })
}

/**
 * Makes a database of customers with a number and an address each, and calls over three years, the busiest tenth of the customers
 * having about a third of them; cases for one in five. The same in every run. The tables are filled by bulk SQL past the queries, in
 * the form the queries write.
 * @returns milliseconds it took
 */
export async function makeBigDatabase(options: BigDatabaseOptions): Promise<number> {
  const began = performance.now()
  const opened = await openStore({
    ...options,
    now: () => new Date(until).toISOString(),
    watch: { slow: () => undefined },
    told: () => undefined,
  })
  await opened.store.close()
  const database = openFile(databasePath(options.directory), options.key)
  try {
    // Nothing is lost by a crash here but the time; each of these would cost minutes.
    for (const pragma of [
      'journal_mode = OFF',
      'synchronous = OFF',
      'foreign_keys = OFF',
      'cache_size = -400000',
      'secure_delete = OFF',
    ])
      database.pragma(pragma)
    const indexes = dropIndexes(database)
    const customers = customersOf(options.contacts)
    database.exec('BEGIN')
    const terms = new Terms()
    fillContacts(database, customers, terms)
    fillCases(database, customers, terms)
    fillInteractions(database, customers, options.interactions, terms)
    terms.write(database)
    database.exec('COMMIT')
    for (const sql of indexes) database.exec(sql)
    for (const table of ['fts_contacts', 'fts_calls', 'fts_cases'])
      database.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`)
    database.exec('ANALYZE')
    database.pragma('journal_mode = WAL')
  } finally {
    database.close()
  }
  return Math.round(performance.now() - began)
}

/** The dictionary of the full-text tables, filled at the end. */
class Terms {
  readonly #seen = new Set<string>()
  readonly #terms = new Set<string>()

  /** Keeps the words of a text and gives it back. Words that were seen as they stand are not folded again. */
  of(text: string): string {
    for (const word of text.split(' ')) {
      if (this.#seen.has(word)) continue
      this.#seen.add(word)
      for (const term of termsOf(word)) this.#terms.add(term)
    }
    return text
  }

  write(database: Database): void {
    const insert = database.prepare('INSERT OR IGNORE INTO search_terms (term) VALUES (?)', { persistent: true })
    for (const term of [...this.#terms].sort()) insert.run([term])
  }
}

function dropIndexes(database: Database): string[] {
  const found = database
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('interactions', 'contact_points')",
    )
    .all([])
  for (const index of found) database.exec(`DROP INDEX ${String(index['name'])}`)
  return found.map((index) => String(index['sql']))
}

function fillContacts(database: Database, customers: readonly Customer[], terms: Terms): void {
  const at = until - spanMs - 1000
  const made = new Date(at).toISOString()
  const contact = database.prepare(
    `INSERT INTO contacts (seq, id, kind, display_name, sort_key, city, created_at, updated_at) VALUES (?, ?, 'external', ?, ?, ?, ?, ?)`,
    { persistent: true },
  )
  const point = database.prepare(
    `INSERT INTO contact_points (id, contact_id, type, raw, normalized, usage, trust, base_trust, source, position, created_at)
     VALUES (?, ?, ?, ?, ?, 'direct', 'stated', 'stated', 'import', ?, ?)`,
    { persistent: true },
  )
  const words = database.prepare('INSERT INTO fts_contacts (rowid, words) VALUES (?, ?)', { persistent: true })
  const cities = ['Budapest', 'Pécs', 'Szeged', 'Wien', 'Graz', 'Brno', 'Plzeň', 'London', 'Leeds', 'Ulaanbaatar']
  for (const [n, { id, name, number }] of customers.entries()) {
    const seq = seqOf(made) + n
    const city = cities[n % cities.length] ?? ''
    const email = `customer.${n}@example.test`
    contact.run([seq, id, name, sortKey(name), city, made, made])
    point.run([idOf(at, 2, n), id, 'phone', number, number, 0, made])
    point.run([idOf(at, 3, n), id, 'email', email, email, 1, made])
    const points = [
      { type: 'phone', raw: number, normalized: number },
      { type: 'email', raw: email, normalized: email },
    ]
    words.run([
      seq,
      terms.of(contactWords({ displayName: name, organizationName: null, city, tags: [], promised: null, points })),
    ])
  }
}

function fillCases(database: Database, customers: readonly Customer[], terms: Terms): void {
  const draw = random(11)
  const insert = database.prepare(
    `INSERT INTO cases (seq, id, number, type, status, subject, note, contact_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    { persistent: true },
  )
  const words = database.prepare('INSERT INTO fts_cases (rowid, words) VALUES (?, ?)', { persistent: true })
  const count = Math.floor(customers.length / 5)
  for (let n = 0; n < count; n++) {
    const at = until - spanMs + Math.floor((spanMs / count) * n)
    const made = new Date(at).toISOString()
    const note = noteOf(draw)
    const number = `${made.slice(0, 4)}-${String(n + 1).padStart(6, '0')}`
    const subject = note.split(' ').slice(0, 3).join(' ')
    insert.run([
      seqOf(made),
      idOf(at, 4, n),
      number,
      n % 3 === 0 ? 'complaint' : 'question',
      n % 4 === 0 ? 'open' : 'closed',
      subject,
      note,
      customers[(n * 5) % customers.length]?.id ?? null,
      made,
      made,
    ])
    words.run([seqOf(made), terms.of(`${number} ${subject} ${note}`)])
  }
}

function fillInteractions(database: Database, customers: readonly Customer[], count: number, terms: Terms): void {
  const draw = random(13)
  const insert = database.prepare(
    `INSERT INTO interactions (seq, id, channel, direction, state, contact_id, match_level, remote, queue, ivr_option, started_at, answered_at, ended_at,
       closed_at, outcome, sip_call_id, note, disposition, talk_seconds)
     VALUES (?, ?, 'voice', ?, 'closed', ?, 'stated', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    { persistent: true },
  )
  const words = database.prepare('INSERT INTO fts_calls (rowid, words) VALUES (?, ?)', { persistent: true })
  let before = 0
  for (let n = 0; n < count; n++) {
    const at = until - spanMs + Math.floor((spanMs / count) * n)
    // Half of the square: few call often, most now and then.
    const customer = customers[Math.floor(customers.length * draw() ** 2)]
    if (!customer) continue
    const started = new Date(at).toISOString()
    const missed = n % 11 === 0
    const seconds = 20 + Math.floor(draw() * 600)
    const queue = queues[n % queues.length] ?? ''
    const note = missed ? '' : noteOf(draw)
    const seq = Math.max(seqOf(started), before + 1)
    before = seq
    const end = new Date(at + seconds * 1000).toISOString()
    const outcome = missed ? 'missed' : 'answered'
    insert.run([
      seq,
      idOf(at, 5, n),
      n % 6 === 0 ? 'outbound' : 'inbound',
      customer.id,
      customer.number,
      queue,
      String(n % 5),
      started,
      missed ? null : started,
      end,
      end,
      outcome,
      `call-${n}`,
      note,
      missed ? null : 'resolved',
      missed ? null : seconds,
    ])
    const facts = { remote: customer.number, remote_name: null, queue, ivr_option: String(n % 5), subject: null, note }
    words.run([seq, terms.of(callWords(facts, customer.digits))])
  }
}
