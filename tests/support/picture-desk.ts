import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import type { In } from '../../shared/contract/define.ts'
import type { deskCalls } from '../../shared/contract/desk/calls.ts'
import { ask, must, until } from './desk.ts'
import { expect } from './e2e.ts'
import { cancelFrom, inviteFrom, peerProfile, quietMailbox } from './nowhere.ts'
import { eva } from './people.ts'
import { friendly, sipPeer, type SipPeer } from './sip-peer.ts'

/** The number of a family of three. */
export const familyNumber = '+3615550142'

export const pictureKey = { 'db.key': { text: 'k'.repeat(64) } }

/** A desk at a scripted exchange, with a mailbox whose servers are not there. */
export const pictureProfile = (server: string): object => peerProfile(server, [{ ...quietMailbox, name: 'Customer service' }])

/** An exchange at which callers ring and give up again; nobody is ever spoken with. */
export interface Callers {
  readonly peer: SipPeer
  /**
   * Rings until it is shown who it is; answers with the interaction's id.
   * @param headers as `X-IVR-Option: Complaints`
   */
  ring(desk: Page, number: string, ...headers: readonly string[]): Promise<string>
  /** Who rang last gives up, and the desk is idle again. */
  giveUp(desk: Page): Promise<void>
}

export async function callers(): Promise<Callers> {
  const peer = await sipPeer(friendly)
  let last = { number: '', callId: '' }
  return {
    peer,
    async ring(desk, number, ...headers) {
      // Nobody answers here, and on a slow machine each rings for long: that must not make the desk Not ready.
      await must(desk, 'settings.set', { patch: { notReadyAfter: 0 } })
      last = { number, callId: `picture-${uuidv7()}` }
      peer.send(inviteFrom(number, last.callId, ...headers))
      const { interactions } = await until(
        desk,
        `${number} rings`,
        (snapshot) => snapshot.interactions[0]?.interaction.state === 'ringing' && !snapshot.interactions[0].matching,
      )
      return interactions[0]?.interaction.id ?? ''
    },
    async giveUp(desk) {
      peer.send(cancelFrom(last.number, last.callId))
      await until(desk, 'nobody rings any more', (snapshot) => snapshot.interactions.length === 0)
    },
  }
}

type NewContact = In<(typeof deskCalls)['contacts.create']>['input']
const phone = (raw: string, usage: 'direct' | 'shared' = 'direct') => ({ type: 'phone' as const, raw, usage })
const email = (raw: string) => ({ type: 'email' as const, raw })

const family: readonly NewContact[] = [
  { displayName: 'Kis Anna', city: 'Vác', points: [phone(familyNumber, 'shared'), email('kis.anna@example.hu')] },
  { displayName: 'Kis Péter', city: 'Vác', organizationName: 'Kis és Társa Bt.', points: [phone(familyNumber, 'shared')] },
  { displayName: 'Kis-Horváth Magdolna', city: 'Budapest', points: [phone(familyNumber, 'shared')] },
]
const others: readonly NewContact[] = [
  { displayName: 'Jan Novák', city: 'Brno', points: [phone('+420 602 555 014'), email('jan.novak@example.cz')] },
  { displayName: 'Батбаяр Д.', city: 'Улаанбаатар', points: [phone('+976 9911 0142')] },
  {
    displayName: 'Schreiber GmbH',
    organizationName: 'Schreiber GmbH',
    city: 'Wien',
    points: [email('office@schreiber.example')],
  },
  { displayName: 'László Tóth', city: 'Debrecen', points: [phone('+36 52 555 019'), email('toth.laszlo@example.hu')] },
  { displayName: 'Horváth Péter', city: 'Győr', kind: 'internal', points: [phone('4711')] },
  { displayName: 'Marie Dvořáková', city: 'Olomouc', points: [phone('+420 585 555 030'), email('marie@example.cz')] },
]

/** Records as a desk has them after a while: a family with one number, some others, and Éva with a complaint, notes and a promise. */
export async function peopleOfPictures(desk: Page): Promise<void> {
  await everyCardComes(desk)
  const make = (id: string, input: NewContact) => must(desk, 'contacts.create', { id, input })
  for (const input of [...others, ...family]) await make(uuidv7(), input)
  await make(eva.id, {
    displayName: eva.name,
    city: 'Budapest',
    locale: 'hu',
    customerSince: '2017',
    promised: 'Corrected invoice 4711 by Friday',
    tags: ['loyal'],
    custom: { lastScore: '4' },
    points: [{ ...phone(eva.phone), trust: 'verified' }, phone('+36 1 555 0199', 'shared'), email(eva.mail)],
  })
  const note = (body: string) => must(desk, 'notes.put', { note: { id: uuidv7(), contactId: eva.id, interactionId: null, body } })
  await openCase(desk, eva.id, 'complaint', {
    subject: 'Invoice 4711 higher than agreed',
    reason: 'price_higher',
    note: 'Agreed 14,900 on the phone, billed 18,400. Gábor promised a corrected invoice.',
  })
  await note('Prefers a call after 4 pm')
  await openCase(desk, eva.id, 'question', { subject: 'When is the shop in Debrecen open?' })
  await note('The invoice goes to her company from January on')
}

/** Opens a case and fills it in. */
export async function openCase(
  desk: Page,
  contactId: string,
  type: In<(typeof deskCalls)['cases.create']>['type'],
  patch: In<(typeof deskCalls)['cases.patch']>['patch'],
): Promise<void> {
  const { id } = await must(desk, 'cases.create', { id: uuidv7(), contactId, interactionId: null, type })
  await must(desk, 'cases.patch', { id, patch })
}

/** No card is kept back to measure its effect: chance would leave it out of a picture. */
export async function everyCardComes(desk: Page): Promise<void> {
  await expect.poll(async () => (await ask(desk, 'decks.get', { id: 'starter' })).ok).toBe(true)
  const deck = await must(desk, 'decks.get', { id: 'starter' })
  expect(await must(desk, 'decks.save', { deck: { ...deck, limits: { ...deck.limits, holdOutShare: 0 } } })).toMatchObject({
    ok: true,
  })
}
