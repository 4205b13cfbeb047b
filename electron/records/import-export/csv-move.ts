import { uuidv7 } from 'uuidv7'
import type { RecordsContext } from '../context.ts'
import { nextSeq } from '../database/seq.ts'
import type { Writer } from '../database/store.ts'
import { contactWords, indexContact } from '../queries/contacts/index-contact.ts'
import { organizationOf } from '../queries/contacts/organization.ts'
import { sameKey } from '../queries/contacts/points.ts'
import { sortKey } from '../queries/contacts/sort-key.ts'
import { indexNew } from '../sqlite/full-text.ts'
import type { CsvContact } from './csv-contact.ts'
import type { CsvRun } from './csv-run.ts'
import type { StagedRow } from './csv-stage.ts'

/** Rows moved by one statement; between two, other calls are answered. */
const batch = 100

/** Moves everything staged into the records, in one transaction: all of it or, cut off anywhere, nothing. */
export async function moveStaged(context: RecordsContext, job: CsvRun): Promise<void> {
  await context.store().write(async (tx, changes) => {
    const now = context.now()
    const mover = new Mover(tx, now, { contacts: await nextSeq(tx, 'contacts', now), notes: await nextSeq(tx, 'notes', now) })
    let last = 0
    for (;;) {
      const rows = await tx
        .selectFrom('import_rows')
        .select(['id', 'data'])
        .where('job_id', '=', job.order.jobId)
        .where('id', '>', last)
        .orderBy('id')
        .limit(batch)
        .execute()
      if (rows.length === 0) break
      last = rows.at(-1)?.id ?? last
      await mover.move(rows.map((row) => JSON.parse(row.data) as StagedRow))
      // Little by little: all at once would keep callers waiting.
      await tx.deleteFrom('import_rows').where('job_id', '=', job.order.jobId).where('id', '<=', last).execute()
      await job.breathe()
    }
    changes.add(['contacts', 'notes', 'timeline'])
  })
}

class Mover {
  readonly #tx: Writer
  readonly #now: string
  readonly #next: { contacts: number; notes: number }
  readonly #organizations = new Map<string, string | null>()

  constructor(tx: Writer, now: string, next: { contacts: number; notes: number }) {
    this.#tx = tx
    this.#now = now
    this.#next = next
  }

  async move(rows: readonly StagedRow[]): Promise<void> {
    const made = rows.filter((row) => row.action === 'create')
    if (made.length > 0) await this.#create(made)
    for (const row of rows) if (row.action === 'merge') await this.#merge(row)
    const notes = rows.filter((row) => row.contact.note !== '')
    if (notes.length > 0) await this.#notes(notes)
  }

  async #create(rows: readonly StagedRow[]): Promise<void> {
    for (const { contact } of rows) await this.#organization(contact.organizationName)
    const contacts = rows.map(({ contactId, contact }) => ({
      seq: this.#next.contacts++,
      id: contactId,
      kind: contact.kind,
      display_name: contact.displayName,
      sort_key: sortKey(contact.displayName),
      organization_id:
        contact.organizationName === null ? null : (this.#organizations.get(sortKey(contact.organizationName)) ?? null),
      locale: contact.locale,
      time_zone: null,
      city: contact.city,
      customer_since: contact.customerSince,
      promised: null,
      tags: JSON.stringify(contact.tags),
      custom: '{}',
      merged_into_id: null,
      created_at: this.#now,
      updated_at: this.#now,
    }))
    await this.#tx.insertInto('contacts').values(contacts).execute()
    const points = rows.flatMap(({ contactId, contact }) =>
      contact.points.map((point, position) => this.#point(contactId, point, position)),
    )
    if (points.length > 0) await this.#tx.insertInto('contact_points').values(points).execute()
    await indexNew(
      this.#tx,
      'fts_contacts',
      rows.map(({ contact }, at) => [contacts[at]?.seq ?? 0, contactWords({ ...contact, promised: null })] as const),
    )
  }

  /** Adds what the contact lacks; what it has stays as it is. */
  async #merge({ contactId, contact }: StagedRow): Promise<void> {
    const present = await this.#tx.selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirst()
    if (!present) return
    const tags = [...new Set([...(JSON.parse(present.tags) as string[]), ...contact.tags])].slice(0, 30)
    await this.#tx
      .updateTable('contacts')
      .set({
        organization_id: present.organization_id ?? (await this.#organization(contact.organizationName)),
        locale: present.locale ?? contact.locale,
        city: present.city ?? contact.city,
        customer_since: present.customer_since ?? contact.customerSince,
        tags: JSON.stringify(tags),
        updated_at: this.#now,
      })
      .where('id', '=', contactId)
      .execute()
    const points = await this.#tx
      .selectFrom('contact_points')
      .select(['type', 'normalized', 'extension'])
      .where('contact_id', '=', contactId)
      .execute()
    const keys = new Set(points.map(sameKey))
    const added = contact.points
      .filter((point) => !keys.has(sameKey(point)))
      .map((point, at) => this.#point(contactId, point, points.length + at))
    if (added.length > 0) await this.#tx.insertInto('contact_points').values(added).execute()
    await indexContact(this.#tx, contactId)
  }

  async #notes(rows: readonly StagedRow[]): Promise<void> {
    const notes = rows.map(({ contactId, contact }) => ({
      seq: this.#next.notes++,
      id: uuidv7(),
      contact_id: contactId,
      interaction_id: null,
      body: contact.note,
      created_at: this.#now,
      updated_at: this.#now,
    }))
    await this.#tx.insertInto('notes').values(notes).execute()
    await indexNew(
      this.#tx,
      'fts_notes',
      notes.map((note) => [note.seq, note.body] as const),
    )
  }

  #point(contactId: string, point: CsvContact['points'][number], position: number) {
    const { type, raw, normalized, extension } = point
    const said = { usage: 'direct', trust: 'stated', base_trust: 'stated', source: 'import' } as const
    return { id: uuidv7(), contact_id: contactId, type, raw, normalized, extension, ...said, position, created_at: this.#now }
  }

  async #organization(name: string | null): Promise<string | null> {
    if (name === null) return null
    const key = sortKey(name)
    const known = this.#organizations.get(key)
    if (known !== undefined) return known
    const id = await organizationOf(this.#tx, name, this.#now)
    this.#organizations.set(key, id)
    return id
  }
}
