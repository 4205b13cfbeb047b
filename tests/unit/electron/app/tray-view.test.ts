import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import { lineWords, type LineWord } from '#shared/domain/line.ts'
import { createTranslator } from '#shared/i18n/translator.ts'
import { onClose } from '../../../../electron/app/hide-on-close.ts'
import { trayIcons, trayView } from '../../../../electron/app/tray-view.ts'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'
import { active, talking } from '../../../support/desk-fake/calls.ts'

const words = createTranslator('en')
const config = {
  uri: 'sip:a@b.test',
  authorizationUser: 'a',
  servers: ['wss://b.test'],
  tollFreeNumber: null,
  region: 'HU',
  allowInsecure: false,
  managed: false,
}
const state = (
  word: LineWord,
  interactions: Snapshot['interactions'] = [],
): Pick<Snapshot, 'access' | 'interactions' | 'line'> => ({
  access: { state: 'open', protection: 'keychain' },
  interactions,
  line: {
    word,
    registration: { state: 'registered', since: '', server: null, confirmedAt: null, nextTryAt: null, attempt: 0, problem: null },
    presence: { ready: true, reason: null },
    codeFailed: null,
    config,
  },
})
const labels = (view: ReturnType<typeof trayView>): (string | null)[] => view.items.map((item) => item?.label ?? null)

describe('the tray', () => {
  it.each(lineWords)('has a picture and words for %s', (word) => {
    const view = trayView(state(word), 0, words)
    expect(trayIcons).toContain(view.icon)
    expect(view.tip).toMatch(/^Courtesy · \S/)
  })
  it('shows states that ask for different things by different pictures', () => {
    const icons = (['ready', 'not_ready', 'in_call', 'ringing', 'offline'] as const).map(
      (word) => trayView(state(word), 0, words).icon,
    )
    expect(new Set(icons).size).toBe(5)
  })
  it('says what waits', () => expect(trayView(state('ready'), 3, words).tip).toBe('Courtesy · Ready · 3 waiting'))
  it('offers the two states and marks the one in force', () => {
    const items = trayView(state('ready'), 0, words).items.filter((item) => item?.act.do === 'ready')
    expect(items.map((item) => [item?.label, item?.checked])).toEqual([
      ['Ready', true],
      ['Not ready', false],
    ])
  })
  it('offers to answer and decline what rings, and to hang up what is up', () => {
    const view = trayView(state('in_call', [active(1, 0), talking(2, 1)]), 0, words)
    expect(view.items.filter((item) => item !== null && 'id' in item.act).map((item) => item?.act)).toEqual([
      { do: 'answer', id: active(1, 0).interaction.id },
      { do: 'decline', id: active(1, 0).interaction.id },
      { do: 'hangUp', id: talking(2, 1).interaction.id },
    ])
    expect(labels(trayView(state('ready'), 0, words)).join()).not.toMatch(/Answer|Hang up/)
  })
  it('says that the records are locked, and offers nothing that would not work', () => {
    const view = trayView({ ...state('offline'), access: { state: 'needs_passphrase', problem: null } }, 2, words)
    expect(view.tip).toContain('unlock')
    expect(labels(view)).toEqual(['Open Courtesy', null, 'Quit Courtesy'])
  })
  it.each(trayIcons)('the pictures of %s are there in their sizes', (icon) => {
    for (const [end, pixels] of [
      ['16', 16],
      ['16@2x', 32],
      ['24', 24],
      ['24@2x', 48],
    ] as const) {
      const file = inCheckout(`resources/icons/tray/${icon}-${end}.png`)
      expect(existsSync(file), file).toBe(true)
      const header = readFileSync(file)
      expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([pixels, pixels])
    }
  })
})

describe('closing the window', () => {
  it.each([
    [{ keep: false, quitting: false, tray: true }, 'close'],
    [{ keep: true, quitting: false, tray: true }, 'hide'],
    [{ keep: true, quitting: false, tray: false }, 'minimize'],
    [{ keep: true, quitting: true, tray: true }, 'close'],
  ] as const)('%o: %s', (now, how) => expect(onClose(now)).toBe(how))
})
