import { fail } from '#shared/contract/result.ts'
import { active, log, timeline } from './calls.ts'
import { mailHandlers } from './mail-handlers.ts'
import { ago, card, cards, fakeId } from './people.ts'
import { recordHandlers } from './record-handlers.ts'
import { wordOf } from './scenes.ts'
import { paged, type DeskHandlers, type Fake } from './types.ts'

/** The fake main: answers as the product does, as far as a picture needs it. */
export function handlers(fake: Fake, search: URLSearchParams): DeskHandlers {
  const line = (): void => fake.set({ line: { ...fake.snapshot.line, word: wordOf(fake.snapshot) } })
  const each = (id: string, change: (one: ReturnType<typeof active>) => ReturnType<typeof active> | null): void => {
    fake.set({
      interactions: fake.snapshot.interactions.flatMap((one) => (one.interaction.id === id ? (change(one) ?? []) : one)),
    })
    line()
  }
  const inCall = (id: string, patch: Partial<NonNullable<ReturnType<typeof active>['call']>>): null => (
    each(id, (one) => ({ ...one, call: one.call && { ...one.call, ...patch } })),
    null
  )
  return {
    ...recordHandlers(fake),
    ...mailHandlers(fake),
    'app.snapshot': () => fake.snapshot,
    'app.drawn': () => null,
    'app.unlock': () => fail('auth', 'error.badInput', {}),
    'app.newPassphrase': () => (fake.set({ access: { state: 'open', protection: 'passphrase' } }), null),
    'app.recover': () => null,
    'app.openLink': () => null,
    'settings.set': ({ patch }) => (fake.set({ settings: { ...fake.snapshot.settings, ...(patch as object) } }), null),
    'line.setReady': ({ ready, reason }) => {
      fake.set({ line: { ...fake.snapshot.line, presence: { ready, reason } } })
      line()
      return null
    },
    'line.tryNow': () => null,
    'line.save': () => null,
    'call.dial': ({ contactId, id, target }) => {
      const one = active(90, null, {
        interaction: { id, direction: 'outbound', state: 'dialling', remote: target, queue: null, ivrOption: null, contactId },
        call: { callId: id, direction: 'outbound', phase: 'alerting' },
        rest: { display: target, card: cards.find((each) => each.contact.id === contactId) ?? null },
      })
      fake.set({ interactions: [...fake.snapshot.interactions, one] })
      line()
      return { id }
    },
    'call.answer': ({ id }) => {
      each(id, (one) => ({
        ...one,
        interaction: { ...one.interaction, state: 'talk', answeredAt: ago(0) },
        call: one.call && { ...one.call, phase: 'connected', answeredAt: ago(0), canSendTones: true },
      }))
      return null
    },
    'call.decline': ({ id }) => (each(id, () => null), null),
    'call.hangUp': ({ id }) => (
      each(id, (one) => ({
        ...one,
        call: null,
        wrapUpAt: ago(0),
        interaction: { ...one.interaction, state: 'wrap_up', endedAt: ago(0) },
      })),
      null
    ),
    'call.hold': ({ id }) => inCall(id, { held: true }),
    'call.resume': ({ id }) => inCall(id, { held: false }),
    'call.transfer': ({ id, target }) =>
      inCall(id, { held: true, transfer: { kind: 'blind', to: target, state: 'ringing', problem: null, status: 180 } }),
    'call.transferTo': () => null,
    'call.join': ({ id, otherId }) => (
      inCall(id, { held: false, together: true }),
      inCall(otherId, { held: false, together: true })
    ),
    'call.decide': ({ id }) => inCall(id, { asked: null }),
    'call.mute': ({ id, muted }) => inCall(id, { muted }),
    'call.tones': () => null,
    'call.silence': () => null,
    'interaction.identify': ({ contactId, id }) => {
      each(id, (one) => ({
        ...one,
        card: cards.find((known) => known.contact.id === contactId) ?? card(0),
        candidates: [],
        interaction: { ...one.interaction, contactId, matchLevel: 'chosen' },
      }))
      return { undoId: fakeId(20, 1) }
    },
    'interaction.notThisPerson': ({ id }) => (
      each(id, (one) => ({ ...one, card: null, interaction: { ...one.interaction, contactId: null, matchLevel: 'none' } })),
      { undoId: fakeId(20, 1) }
    ),
    'interaction.undoRelink': () => null,
    'interaction.note': () => ({ keptAt: ago(0) }),
    'interaction.disposition': () => null,
    'interaction.case': ({ caseId, id }) => (each(id, (one) => ({ ...one, interaction: { ...one.interaction, caseId } })), null),
    'interaction.finish': ({ id }) => (each(id, () => null), null),
    'interactions.callLog': ({ filter, ...page }) =>
      paged(search.get('empty') ? [] : log.filter((row) => filter !== 'missed' || row.outcome === 'missed'), page),
    'interactions.get': ({ id }) => {
      const row = log.find((each) => each.id === id) ?? log[0]!
      const one = active(1, null).interaction
      return {
        interaction: {
          ...one,
          ...row,
          state: 'closed',
          contactId: row.contactId,
          endedAt: ago(20),
          note: 'Promised a corrected invoice.',
          disposition: 'resolved',
        },
        segments: [],
      }
    },
    'timeline.list': ({ contactId, ...page }) => paged(timeline(contactId), page),
    'devices.select': ({ deviceId, role }) => {
      const devices = { ...fake.snapshot.devices!, selected: { ...fake.snapshot.devices!.selected, [role]: deviceId } }
      fake.set({ devices })
      return devices
    },
    'devices.selectRingers': ({ deviceIds }) => {
      const devices = { ...fake.snapshot.devices!, selected: { ...fake.snapshot.devices!.selected, ringer: deviceIds } }
      fake.set({ devices })
      return devices
    },
    'devices.meter': ({ on }) => {
      if (on)
        for (let n = 0; n < 12; n += 1)
          setTimeout(() => fake.emit('level', { microphone: 0.25 + 0.3 * Math.abs(Math.sin(n)) }), n * 100)
      return null
    },
    'devices.testRinger': () => null,
    'devices.tryRecord': () => ({ heard: true }),
    'devices.tryPlay': () => null,
    'devices.tryStop': () => null,
    'accounts.discover': () => [
      {
        source: 'RFC 6186',
        trusted: true,
        imap: { host: 'imap.example.hu', port: 993, security: 'tls', user: 'a' },
        smtp: { host: 'smtp.example.hu', port: 465, security: 'tls', user: 'a' },
      },
    ],
    'accounts.test': () => [
      { step: 'imap_connect', ok: true, messageKey: null, detail: null },
      { step: 'imap_login', ok: false, messageKey: 'error.badInput', detail: 'AUTHENTICATIONFAILED' },
    ],
    'accounts.save': () => null,
    'csv.choose': () => ({ token: fakeId(30, 1), fileName: 'customers-2026.csv' }),
    'csv.preview': () => ({
      format: { encoding: 'windows-1250', separator: ';', header: true },
      columns: ['Név', 'Telefon', 'E-mail', 'Város', 'Megjegyzés'],
      mapping: { Név: 'displayName', Telefon: 'phone', 'E-mail': 'email', Város: 'city', Megjegyzés: null },
      sample: [
        ['Szabó Éva', '06 30 123 4567', 'szabo.eva@example.hu', 'Budapest', ''],
        ['Kiss Ödön', '0620/555-0177', 'kiss@', 'Győr', 'délután'],
      ],
      bytes: 1_240_000,
      problems: [{ row: 3, column: 'E-mail', messageKey: 'error.badInput', params: {} }],
    }),
    'csv.start': ({ jobId }) => {
      const step = (done: number, state: 'importing' | 'done'): void =>
        fake.emit('csv.progress', {
          jobId,
          state,
          rows: done / 10,
          done,
          total: 1000,
          created: Math.round(done / 12),
          merged: 3,
          skipped: 1,
          problems: 2,
          messageKey: null,
        })
      for (let n = 1; n <= 8; n += 1) setTimeout(() => step(n * 120, 'importing'), n * 300)
      setTimeout(() => step(1000, 'done'), 2800)
      return null
    },
    'csv.cancel': () => null,
    'csv.state': ({ jobId }) => ({
      jobId,
      state: 'checking',
      rows: 0,
      done: 0,
      total: 1000,
      created: 0,
      merged: 0,
      skipped: 0,
      problems: 0,
      messageKey: null,
    }),
    'csv.problems': (page) => paged([{ row: 3, column: 'E-mail', messageKey: 'error.badInput', params: {} }], page),
  }
}
