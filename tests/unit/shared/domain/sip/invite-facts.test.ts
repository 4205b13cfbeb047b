import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inviteFactsSchema } from '#shared/domain/call.ts'
import { readInviteFacts } from '#shared/domain/sip/invite-facts.ts'

const names = { queue: 'X-Queue', ivrOption: 'X-IVR-Option' }
type Fields = Record<string, string | string[]>
const source = (fields: Fields) => ({
  all: (name: string) =>
    Object.entries(fields).flatMap(([key, value]) => (key.toLowerCase() === name.toLowerCase() ? value : [])),
})
const base: Fields = { From: '"Customer" <sip:customer@toll.test>;tag=1', To: '<sip:agent@toll.test>', 'Call-ID': 'abc@x' }
const facts = (fields: Fields, trusted = true) => readInviteFacts(source({ ...base, ...fields }), names, trusted)

describe('facts of an INVITE', () => {
  test('what the toll-free line adds', () => {
    const read = facts({
      'X-Queue': 'claims',
      'X-IVR-Option': '2',
      Diversion: '<sip:+36801234567@toll.test>;reason=unconditional',
      'P-Asserted-Identity': '<sip:+36301234567@toll.test;user=phone>',
    })
    expect(read).toMatchObject({
      asserted: { user: '+36301234567' },
      divertedFrom: { user: '+36801234567' },
      diversionReason: 'unconditional',
      queue: 'claims',
      ivrOption: '2',
      withheld: false,
      to: { user: 'agent' },
      sipCallId: 'abc@x',
    })
  })

  test('the asserted telephone number wins over an account name, wherever it stands', () => {
    const number = { user: '+36301234567', name: 'Anna' }
    expect(facts({ 'P-Asserted-Identity': '"Anna" <sip:anna@x>, <tel:+36-30-123-4567>' }).asserted).toMatchObject(number)
    expect(facts({ 'P-Asserted-Identity': ['<tel:+36301234567>', '"Anna" <sip:anna@x>'] }).asserted).toMatchObject(number)
    expect(facts({ 'p-asserted-identity': 'sip:anna@x' }).asserted).toMatchObject({ user: 'anna' })
  })

  test('an asserted identity that did not come over our exchange counts for nothing', () => {
    expect(facts({ 'P-Asserted-Identity': '<tel:+361>', 'Remote-Party-ID': '<tel:+361>' }, false)).toMatchObject({
      asserted: null,
      remoteParty: null,
    })
  })

  test.each<Fields>([
    { Privacy: 'id' },
    { Privacy: 'header; id;critical' },
    { From: '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1' },
    { From: '<sip:Anonymous@toll.test>;tag=1' },
    { 'Remote-Party-ID': '<sip:1@x>;party=calling;privacy=full' },
  ])('withheld %j shows nobody, although headers name someone', (fields) => {
    const read = facts({ 'P-Asserted-Identity': '<tel:+36301234567>', ...fields })
    expect(read.withheld).toBe(true)
    expect(read.from).toEqual({ name: '', user: '', uri: 'sip:anonymous@anonymous.invalid' })
    expect([read.asserted, read.remoteParty]).toEqual([null, null])
  })

  test('Privacy: none is no privacy', () => expect(facts({ Privacy: 'none' }).withheld).toBe(false))

  test('Remote-Party-ID of the called party is not the caller', () => {
    expect(facts({ 'Remote-Party-ID': '<sip:1@x>;party=called, <sip:2@x>;party=calling' }).remoteParty?.user).toBe('2')
  })

  test('diverted twice: the number first dialled (RFC 5806: last entry; RFC 7044: first entry)', () => {
    expect(facts({ Diversion: ['<sip:second@x>;reason=no-answer', '<sip:first@x>;reason=user-busy'] })).toMatchObject({
      divertedFrom: { user: 'first' },
      diversionReason: 'user-busy',
    })
    const history = '<sip:+36801@x?Reason=SIP%3Bcause%3D302>;index=1, <sip:agent@x>;index=1.1'
    expect(facts({ 'History-Info': history })).toMatchObject({
      divertedFrom: { user: '+36801' },
      diversionReason: 'SIP;cause=302',
    })
    expect(facts({ 'History-Info': '<sip:agent@x>;index=1' }).divertedFrom).toBeNull()
  })

  test('header names of queue and choice are configurable', () => {
    const read = readInviteFacts(source({ ...base, 'X-Genesys-Q': 'gold' }), { queue: 'x-genesys-q', ivrOption: '' }, true)
    expect(read).toMatchObject({ queue: 'gold', ivrOption: null })
  })

  test('control and direction characters do not reach the screen', () => {
    const read = facts({ From: '"Bank\u202e\u0000\u001b[31m gnp" <sip:1@x>', 'X-Queue': ' a\r\n b\u2066' })
    expect(read.from.name).toBe('Bank [31m gnp')
    expect(read.queue).toBe('a b')
  })

  test('any headers give facts that fit the contract', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 300 }).map((one) => `"${one}" <sip:${one}@x>;${one}`),
    )
    const keys = [
      'From',
      'To',
      'Call-ID',
      'P-Asserted-Identity',
      'Remote-Party-ID',
      'Diversion',
      'History-Info',
      'Privacy',
      'X-Queue',
      'Alert-Info',
    ]
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.array(text, { maxLength: 3 })), (fields) => {
        expect(inviteFactsSchema.safeParse(readInviteFacts(source(fields), names, true)).success).toBe(true)
      }),
    )
    const long = 'x'.repeat(100_000)
    const read = facts({
      From: `"${long}" <sip:${long}@${long}>`,
      'X-Queue': long,
      'Alert-Info': '😀'.repeat(500),
      'Call-ID': long,
    })
    expect(inviteFactsSchema.safeParse(read).success).toBe(true)
  }, 30_000)
})
