import type { Case } from '#shared/domain/case.ts'
import type { ContactRow } from '#shared/contract/records/contacts.ts'
import type { ContactCard, ContactInput } from '#shared/domain/contact.ts'
import { fail } from '#shared/contract/result.ts'
import { paged, type DeskHandlers, type Fake } from './types.ts'
import { ago, cards, fakeId } from './people.ts'

const row = (card: ContactCard): ContactRow => {
  const { city, displayName, id, kind, locale, tags } = card.contact
  return {
    id,
    displayName,
    kind,
    city,
    tags,
    locale,
    organizationName: card.organizationName,
    phone: card.points.find((point) => point.type === 'phone')?.normalized ?? null,
    email: card.points.find((point) => point.type === 'email')?.raw ?? null,
    openCases: card.openCases.length,
    lastInteractionAt: card.lastInteractionAt,
  }
}
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const fits = (card: ContactCard, text: string): boolean =>
  plain([card.contact.displayName, card.organizationName, ...card.points.map((point) => point.normalized)].join(' ')).includes(
    plain(text.replace(/^0(?=\d)/, '')),
  )

const cases = new Map<string, Case>()
const caseOf = (id: string): Case => {
  const owner = cards.find((card) => card.openCases.some((each) => each.id === id))
  const open = owner?.openCases.find((each) => each.id === id)
  const made: Case = cases.get(id) ?? {
    id,
    number: open?.number ?? '2026-1190',
    type: (open?.type as Case['type']) ?? 'question',
    status: 'open',
    reason: 'price_higher',
    subject: open?.subject ?? '',
    contactId: owner?.contact.id ?? null,
    interactionId: null,
    note: 'Agreed 14,900 on the phone on 3 November, billed 18,400. Gábor promised a corrected invoice; it never came',
    solution: 'Corrected invoice today',
    nextStep: 'Corrected invoice by mail, today before 5 pm — Anna',
    createdAt: ago(3000),
    updatedAt: ago(0),
  }
  cases.set(id, made)
  return made
}

function save(id: string, input: ContactInput): ContactCard {
  const old = cards.find((card) => card.contact.id === id)
  const made: ContactCard = {
    ...(old ?? { ...cards[0]!, openCases: [], recentCount: 0, interactionCount: 0 }),
    contact: {
      ...(old ?? cards[0]!).contact,
      id,
      displayName: input.displayName,
      city: input.city,
      locale: input.locale,
      customerSince: input.customerSince,
      promised: input.promised,
      tags: input.tags,
    },
    organizationName: input.organizationName,
    points: input.points.map((point, n) => ({
      ...point,
      id: fakeId(40, n),
      contactId: id,
      normalized: point.raw,
      extension: null,
      source: 'agent',
      createdAt: ago(0),
    })),
  }
  if (old) cards.splice(cards.indexOf(old), 1, made)
  else cards.unshift(made)
  return made
}

const scratch = new Map<string, string | null>()

/** Contacts, cases, notes, scratch and search of the fake. */
export function recordHandlers(fake: Fake): DeskHandlers {
  const changed = (topics: string[]): void => fake.emit('changed', { topics, contactIds: [] })
  return {
    'recordings.of': () => [],
    'contacts.card': ({ id }) => cards.find((card) => card.contact.id === id) ?? fail('not_found', 'error.badInput'),
    'contacts.list': ({ text, ...page }) => paged(cards.filter((card) => fits(card, text)).map(row), page),
    'contacts.create': ({ id, input }) => (changed(['contacts']), save(id, input)),
    'contacts.update': ({ id, input }) => (changed(['contacts']), save(id, input)),
    'contacts.duplicates': ({ exceptId, input }) =>
      cards
        .filter(
          (card) =>
            card.contact.id !== exceptId &&
            card.points.some((point) => input.points.some((typed) => typed.raw.replaceAll(' ', '') === point.normalized)),
        )
        .slice(0, 2)
        .map(row),
    'notes.put': ({ note }) => (changed(['timeline', 'notes']), { ...note, createdAt: ago(0), updatedAt: ago(0) }),
    'cases.create': ({ contactId, id, interactionId, type }) => {
      cases.set(id, {
        id,
        number: '2026-1191',
        type,
        status: 'new',
        reason: null,
        subject: '',
        note: '',
        solution: '',
        nextStep: '',
        contactId,
        interactionId,
        createdAt: ago(0),
        updatedAt: ago(0),
      })
      return caseOf(id)
    },
    'cases.patch': ({ id, patch }) => {
      cases.set(id, { ...caseOf(id), ...(patch as Partial<Case>), updatedAt: ago(0) })
      return caseOf(id)
    },
    'cases.get': ({ id }) => caseOf(id),
    'cases.list': (page) =>
      paged(
        cards.flatMap((card) => card.openCases.map((open) => ({ ...caseOf(open.id), contactName: card.contact.displayName }))),
        page,
      ),
    'scratch.put': ({ key, value }) => (scratch.set(key, value), { keptAt: ago(0) }),
    'scratch.get': ({ key }) => ({ value: scratch.get(key) ?? null, keptAt: null }),
    'search.query': ({ text, ...page }) =>
      paged(
        cards
          .filter((card) => fits(card, text))
          .flatMap((card, n) => [
            {
              kind: 'contact' as const,
              id: card.contact.id,
              title: card.contact.displayName,
              excerpt: card.points.map((point) => point.raw).join(' '),
              at: null,
              contactId: card.contact.id,
              contactName: card.contact.displayName,
              conversationId: null,
            },
            {
              kind: 'mail' as const,
              id: fakeId(8, n),
              title: 'Invoice 4711',
              excerpt: `the \u0001${text}\u0002 on the invoice is higher than agreed`,
              at: ago(3000 + n),
              contactId: card.contact.id,
              contactName: card.contact.displayName,
              conversationId: fakeId(8, 0),
            },
          ]),
        page,
      ),
  }
}
