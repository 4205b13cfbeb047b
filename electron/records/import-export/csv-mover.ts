import { uuidv7 } from 'uuidv7'
import { pointKey } from '#shared/domain/contact-merge.ts'
import type { Writer } from '../database/store.ts'
import { presentContact } from '../queries/contacts/card.ts'
import { contactWords, indexContact } from '../queries/contacts/index-contact.ts'
import { organizationOf } from '../queries/contacts/organization.ts'
import { sortKey } from '../queries/contacts/sort-key.ts'
import { indexNew } from '../sqlite/full-text.ts'
import type { CsvContact } from './csv-contact.ts'
import type { StagedRow } from './csv-stage.ts'

/** The next row ids to give, by table. */
export interface NextSeq {
  contacts: number
  notes: number
}

/** Puts staged rows into the tables, inside a transaction of the caller's. */
export class Mover {
  readonly #tx: Writer
  readonly #now: string
  readonly #next: NextSeq
  readonly #organizations = new Map<string, string | null>()

  /** @param next counted up as row ids are given */
  constructor(tx: Writer, now: string, next: NextSeq) {
    this.#tx = tx
    this.#now = now
    this.#next = next
  }

  /** Makes new contacts, then adds to contacts that are there; a contact that is not there any more is passed over. */
  async move(rows: readonly StagedRow[]): Promise<void> {
    const made = rows.filter((row) => row.action === 'create')
    if (made.length > 0) await this.#create(made)
    const noted = made.filter((row) => row.contact.note !== '').map((row) => [row.contactId, row.contact.note] as const)
    for (const row of rows) {
      const contactId = row.action === 'merge' ? await this.#merge(row) : null
      if (contactId !== null && row.contact.note !== '') noted.push([contactId, row.contact.note])
    }
    if (noted.length > 0) await this.#notes(noted)
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

  /** Adds what the contact lacks; what it has stays as it is. Answers with its id, null when it is gone. */
  async #merge({ contactId: wanted, contact }: StagedRow): Promise<string | null> {
    const present = await presentContact(this.#tx, wanted)
    if (!present) return null
    const contactId = present.id
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
    const keys = new Set(points.map(pointKey))
    const added = contact.points
      .filter((point) => !keys.has(pointKey(point)))
      .map((point, at) => this.#point(contactId, point, points.length + at))
    if (added.length > 0) await this.#tx.insertInto('contact_points').values(added).execute()
    await indexContact(this.#tx, contactId)
    return contactId
  }

  async #notes(noted: readonly (readonly [contactId: string, body: string])[]): Promise<void> {
    const notes = noted.map(([contactId, body]) => ({
      seq: this.#next.notes++,
      id: uuidv7(),
      contact_id: contactId,
      interaction_id: null,
      body,
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
