import { uuidv7 } from 'uuidv7'
import type { Interaction, Segment } from '#shared/domain/interaction.ts'
import type { RecordsTables } from '../../database/schema.ts'
import { nextSeq } from '../../database/seq.ts'
import type { Writer } from '../../database/store.ts'
import { presentContact, presentId } from '../contacts/card.ts'
import { verifyPoint } from '../links/point-trust.ts'
import { indexCall } from './index-call.ts'
import { keepNoteVersion } from './note-versions.ts'
import { columnsOf } from './rows.ts'

type Row = RecordsTables['interactions']
type Given = ReturnType<typeof columnsOf>

/** How far a life has come; a write that would take it back comes late and is older than what is here. */
const progress: Record<string, number> = { ringing: 0, dialling: 0, received: 0, talk: 1, answered: 1, wrap_up: 2, closed: 3 }

/**
 * Writes an interaction with all its segments. Main sends it again at every step, and once more after a crash of this process, so:
 * - a write in an earlier state than the one kept is a late one and changes nothing;
 * - the agent's outcome (`dispositions`) and the note that came with it stay, whatever an older copy says;
 * - a note that is replaced is kept as a version, unless the new one only goes on with it;
 * - a link that somebody took away ("not this person", a merge undone) is not put back; one to a merged contact follows it;
 * - a link to nobody we know is left out, the rest is kept.
 * @param known the present time, and the line that is set up: the one by which a call that is new here came or goes
 * @returns whether anything was written
 */
export async function putInteraction(
  tx: Writer,
  interaction: Interaction,
  segments: readonly Segment[],
  known: { readonly now: string; readonly line: string | null },
): Promise<boolean> {
  const { line, now } = known
  const present = await tx.selectFrom('interactions').selectAll().where('id', '=', interaction.id).executeTakeFirst()
  const given = { ...columnsOf(interaction), ...(await linkNow(tx, interaction.contactId)) }
  let link: Pick<Row, 'contact_id' | 'match_level'> = given
  if (!present) {
    await tx
      .insertInto('interactions')
      .values({
        ...given,
        line_id: interaction.channel === 'voice' ? line : null,
        seq: await nextSeq(tx, 'interactions', interaction.startedAt),
      })
      .execute()
  } else {
    if ((progress[given.state] ?? 0) < (progress[present.state] ?? 0)) return false
    const kept = { ...given, ...(await keptWords(tx, present, given, now)), ...(await keptLink(tx, present, given)) }
    await tx.updateTable('interactions').set(kept).where('id', '=', interaction.id).execute()
    link = kept
  }
  await putSegments(tx, interaction.id, segments)
  await nameQueue(tx, interaction.queue, now)
  if (link.match_level === 'chosen' && link.contact_id !== null) await verifyPoint(tx, interaction.id, link.contact_id, now)
  if (interaction.channel === 'voice' || interaction.channel === 'in_person') await indexCall(tx, interaction.id)
  return true
}

/** A link to a contact that was merged goes to where it went; one to a contact that is not there is left out: a call is never lost for it. */
async function linkNow(tx: Writer, contactId: string | null): Promise<Partial<Row>> {
  if (contactId === null) return {}
  const contact = await presentContact(tx, contactId)
  return contact ? { contact_id: contact.id } : { contact_id: null, match_level: 'none' }
}

async function keptWords(tx: Writer, present: Row, given: Given, now: string): Promise<Partial<Row>> {
  const outcome = await tx
    .selectFrom('dispositions')
    .select(['code', 'note'])
    .where('interaction_id', '=', present.id)
    .executeTakeFirst()
  const decided = outcome !== undefined && outcome.note !== ''
  const note = decided && !given.note.startsWith(outcome.note) ? present.note : given.note
  await keepNoteVersion(tx, present.id, present.note, note, now)
  // A note refused here is still somebody's sentence.
  if (note !== given.note) await keepNoteVersion(tx, present.id, given.note, note, now)
  return { note, disposition: outcome?.code ?? given.disposition ?? present.disposition }
}

async function keptLink(tx: Writer, present: Row, given: Given): Promise<Partial<Row>> {
  if (given.contact_id === present.contact_id) return {}
  const kept = { contact_id: present.contact_id, match_level: present.match_level, candidate_ids: present.candidate_ids }
  if (await takenBack(tx, present, given.contact_id)) return kept
  const moved = await tx
    .selectFrom('relinks')
    .select('from_contact_id')
    .where((e) =>
      e.or([
        e('interaction_id', '=', present.id),
        e.and([e('conversation_id', 'is not', null), e('conversation_id', '=', present.conversation_id)]),
      ]),
    )
    .execute()
  if (moved.length === 0) return {}
  const from = await Promise.all(moved.map((relink) => presentId(tx, relink.from_contact_id)))
  if (given.match_level === 'chosen' && !from.includes(given.contact_id)) return {}
  return kept
}

/** Whether the undo of a merge took the interaction back from this contact: a late copy from before it does not lead there again. */
async function takenBack(tx: Writer, present: Row, contactId: string | null): Promise<boolean> {
  if (contactId === null || present.contact_id === null) return false
  const undone = await tx
    .selectFrom('merges as m')
    .innerJoin('merged_rows as r', 'r.merge_id', 'm.id')
    .select('m.id')
    .where('m.kept_id', '=', contactId)
    .where('m.merged_id', '=', present.contact_id)
    .where('m.undone_at', 'is not', null)
    .where('r.of_table', '=', 'interactions')
    .where('r.row_id', '=', present.id)
    .executeTakeFirst()
  return undone !== undefined
}

async function putSegments(tx: Writer, interactionId: string, segments: readonly Segment[]): Promise<void> {
  let gone = tx.deleteFrom('segments').where('interaction_id', '=', interactionId)
  if (segments.length > 0)
    gone = gone.where(
      'id',
      'not in',
      segments.map((segment) => segment.id),
    )
  await gone.execute()
  for (const segment of segments) {
    const columns = {
      interaction_id: interactionId,
      kind: segment.kind,
      started_at: segment.startedAt,
      ended_at: segment.endedAt,
    }
    await tx
      .insertInto('segments')
      .values({ id: segment.id, ...columns })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute()
  }
}

async function nameQueue(tx: Writer, name: string | null, now: string): Promise<void> {
  if (name === null || name === '') return
  await tx
    .insertInto('queues')
    .values({ id: uuidv7(), name, created_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}
