import { expect, test } from 'vitest'
import type { MergeSide } from '#shared/contract/records/merges.ts'
import { contactSchema } from '#shared/domain/contact.ts'
import { mergeRows } from '../../../renderer/desk/features/customers/merge/merge-rows.ts'

const none = { calls: 0, letters: 0, visits: 0, notes: 0, cases: 0 }
const at = '2026-11-21T10:00:00.000Z'

function side(n: number, contact: object, organizationName: string | null, counts: Partial<MergeSide['counts']> = {}): MergeSide {
  const id = `0199f1a0-7b1c-7000-8000-00000000000${n}`
  const empty = { organizationId: null, locale: null, timeZone: null, city: null, customerSince: null, promised: null }
  return {
    card: {
      contact: contactSchema.parse({
        ...empty,
        id,
        kind: 'external',
        displayName: `Name ${n}`,
        tags: [],
        custom: {},
        mergedIntoId: null,
        createdAt: at,
        updatedAt: at,
        ...contact,
      }),
      organizationName,
      points: [
        {
          id,
          contactId: id,
          type: 'phone',
          raw: `raw ${n}`,
          normalized: `+3630${n}`,
          extension: null,
          usage: 'direct',
          trust: 'stated',
          source: 'agent',
          createdAt: at,
        },
      ],
      openCases: [],
      interactionCount: 0,
      recentCount: 0,
      recentSince: null,
      recentCaseIds: [],
      recentWithoutCase: [],
      lastInteractionAt: null,
    },
    counts: { ...none, ...counts },
  }
}
const say = { language: (locale: string) => `(${locale})`, number: (raw: string) => `no. ${raw}`, count: String }
const plain = (values: readonly { text: string; kept: boolean }[]) => values.map(({ kept, text }) => (kept ? text : `-${text}`))

test('shows what each says and what of it will not be said afterwards; respects without anything are left out', () => {
  const kept = side(1, { city: 'Győr', promised: 'a call', tags: ['a'], custom: { renewalOn: '2026-12-01' } }, null, { calls: 2 })
  const other = side(
    2,
    { city: 'Pécs', locale: 'hu', promised: 'a refund', tags: ['a', 'b'], custom: { renewalOn: '2027-01-01', lastScore: '3' } },
    'Zöld Kft.',
    { notes: 1 },
  )
  expect(mergeRows(kept, other, say).map((row) => [row.label, plain(row.kept), plain(row.other)])).toEqual([
    ['contactForm.name', ['Name 1'], ['-Name 2']],
    ['contactForm.organization', [], ['Zöld Kft.']],
    ['contactForm.phone', ['no. +36301'], ['no. +36302']],
    ['contactForm.city', ['Győr'], ['-Pécs']],
    ['contactForm.speaks', [], ['(hu)']],
    ['contactForm.promised', ['a call'], ['a refund']],
    ['contactForm.tags', ['a'], ['a', 'b']],
    ['contactForm.renewal', ['2026-12-01'], ['-2027-01-01']],
    ['contactForm.score', [], ['3']],
    ['merge.calls', ['2'], []],
    ['merge.notes', [], ['1']],
  ])
})
