import type { Handlers } from '#shared/contract/define.ts'
import type { contactCalls } from '#shared/contract/records/contacts.ts'
import type { RecordsContext } from '../../context.ts'
import { contactCard } from './card.ts'
import { duplicatesOf } from './duplicates.ts'
import { listContacts } from './list.ts'
import { matchEmail, matchPhone } from './match.ts'
import { createContact, updateContact } from './save.ts'

/** Contacts and matching. */
export function contactHandlers(context: RecordsContext): Handlers<typeof contactCalls> {
  const options = () => ({ now: context.now(), region: context.region(), source: 'agent' })
  return {
    'contacts.card': ({ id }) => contactCard(context.store().read, id, context.now()),
    'contacts.list': ({ text, cursor, limit }) => listContacts(context.store().read, text, cursor, limit),
    'contacts.create': ({ id, input }) =>
      context.store().write(async (tx, changes) => {
        await createContact(tx, id, input, options())
        changes.add(['contacts'], id)
        return contactCard(tx, id, context.now())
      }),
    'contacts.update': ({ id, input }) =>
      context.store().write(async (tx, changes) => {
        const changed = await updateContact(tx, id, input, options())
        // Lists of interactions and cases show the name.
        changes.add(['contacts', 'interactions', 'cases', 'conversations'], changed)
        return contactCard(tx, changed, context.now())
      }),
    'contacts.duplicates': ({ input, exceptId }) => duplicatesOf(context.store().read, input, exceptId, context.region()),
    'contacts.match': (input) =>
      input.type === 'phone'
        ? matchPhone(context.store().read, input.raw, context.region(), context.now())
        : matchEmail(context.store().read, input, context.now()),
  }
}
