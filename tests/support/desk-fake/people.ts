import type { ContactCard, ContactPoint } from '#shared/domain/contact.ts'

const pad = (n: number): string => n.toString(16).padStart(12, '0')
/** Ids that look like UUIDv7 and stay the same. `kind` keeps those of different things apart. */
export const fakeId = (kind: number, n: number): string => `019aa000-${kind.toString(16).padStart(4, '0')}-7000-8000-${pad(n)}`
export const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

interface Person {
  name: string
  organization?: string
  city: string
  locale: string
  since: string
  phones: [string, ('direct' | 'shared')?][]
  mails: string[]
  tags?: string[]
  promised?: string
  openCase?: [string, string, string]
  recent?: number
}

const list: Person[] = [
  {
    name: 'Mrs Éva Szabó',
    city: 'Budapest',
    locale: 'hu',
    since: '2017',
    phones: [['+36301234567'], ['+3615550142', 'shared']],
    mails: ['szabo.eva@example.hu'],
    tags: ['Loyal', 'Renewal in 9 days'],
    promised: 'Call back by Friday about invoice 4711',
    openCase: ['complaint', '2026-1184', 'Invoice 4711: price higher than agreed'],
    recent: 3,
  },
  {
    name: 'Jan Novák',
    city: 'Brno',
    locale: 'cs',
    since: 'March',
    phones: [['+420602555010']],
    mails: ['jan.novak@example.cz'],
    tags: ['Order 5521 on its way'],
    recent: 2,
  },
  {
    name: 'Батбаяр Доржсүрэнгийн Энхтуяа',
    city: 'Улаанбаатар',
    locale: 'mn',
    since: '2021',
    phones: [['+97699112233']],
    mails: ['batbayar@example.mn'],
  },
  {
    name: 'Herr Maximilian Schreiber-Wittgenstein',
    organization: 'Schreiber & Söhne Haustechnik GmbH & Co. KG',
    city: 'Regensburg',
    locale: 'de',
    since: '2009',
    phones: [['+4994112345678'], ['+491701234567']],
    mails: ['buchhaltung@schreiber-haustechnik.example', 'm.schreiber@schreiber-haustechnik.example'],
    tags: ['Key account'],
    openCase: ['claim', '2026-1179', 'Rechnung 4711: Preis höher als vereinbart'],
    recent: 4,
  },
  {
    name: 'László Tóth',
    city: 'Debrecen',
    locale: 'hu',
    since: '2019',
    phones: [['+36205550199']],
    mails: ['toth.laszlo@example.hu'],
  },
  {
    name: 'Horváth Péter',
    city: 'Szeged',
    locale: 'hu',
    since: '2022',
    phones: [['+3615550142', 'shared']],
    mails: ['horvath.p@example.hu'],
  },
  {
    name: 'Marie Dvořáková',
    city: 'Praha',
    locale: 'cs',
    since: '2024',
    phones: [['+420777555022']],
    mails: ['marie@example.cz'],
  },
  {
    name: 'Mary O’Connell-Fitzgerald',
    organization: 'St Brigid’s Hospital',
    city: 'Cork',
    locale: 'en',
    since: '2020',
    phones: [['+353215550101']],
    mails: ['mary.oconnell@example.ie'],
  },
]

/** The people, and after them many more for long lists. */
export const cards: ContactCard[] = Array.from({ length: 240 }, (_, n) => {
  const known = list[n]
  const p: Person = known ?? {
    ...(list[n % list.length] as Person),
    name: `${(list[n % list.length] as Person).name} ${n}`,
    openCase: undefined as never,
    tags: [],
    recent: 0,
  }
  const id = fakeId(1, n)
  const point = (type: ContactPoint['type'], raw: string, usage: ContactPoint['usage'], at: number): ContactPoint => ({
    id: fakeId(2, n * 10 + at),
    contactId: id,
    type,
    raw,
    normalized: raw,
    extension: null,
    usage,
    trust: 'verified',
    source: 'agent',
    createdAt: ago(900_000),
  })
  return {
    contact: {
      id,
      kind: 'external',
      displayName: p.name,
      organizationId: p.organization ? fakeId(3, n) : null,
      locale: p.locale,
      timeZone: null,
      city: p.city,
      customerSince: p.since,
      promised: p.promised ?? null,
      tags: p.tags ?? [],
      custom: {},
      mergedIntoId: null,
      createdAt: ago(900_000),
      updatedAt: ago(60),
    },
    organizationName: p.organization ?? null,
    points: [
      ...p.phones.map(([raw, usage], at) => point('phone', raw, usage ?? 'direct', at)),
      ...p.mails.map((raw, at) => point('email', raw, 'direct', at + 5)),
    ],
    openCases: p.openCase
      ? [{ id: fakeId(4, n), number: p.openCase[1], type: p.openCase[0], subject: p.openCase[2], updatedAt: ago(3000) }]
      : [],
    interactionCount: 32,
    recentCount: p.recent ?? 0,
    recentSince: p.recent ? ago(5000) : null,
    recentCaseIds: [],
    recentWithoutCase: [],
    lastInteractionAt: ago(1600 + n),
  }
})
export const card = (n: number): ContactCard => cards[n] as ContactCard
