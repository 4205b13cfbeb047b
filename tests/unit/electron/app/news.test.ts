import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { createTranslator } from '#shared/i18n/translator.ts'
import { userSettingsSchema, type UserSettings } from '#shared/settings/user-settings.ts'
import { gather, letterWords } from '../../../../electron/app/letter-news.ts'
import { news } from '../../../../electron/app/news.ts'
import type { Note } from '../../../../electron/app/notifications.ts'
import type { PopWindow } from '../../../../electron/app/pop-window.ts'
import { ringNotice } from '../../../../electron/app/ring-notice.ts'
import { active, talking } from '../../../support/desk-fake/calls.ts'

const words = createTranslator('en')
const defaults = userSettingsSchema.parse({})
const ringing = active(1, 0)
const missed = { ...ringing.call!, phase: 'ended', endReason: 'caller_gave_up' } as const
const name = ringing.card!.contact.displayName
const set = (notifications: Partial<UserSettings['notifications']>): UserSettings => ({
  ...defaults,
  notifications: { ...defaults.notifications, ...notifications },
})

/** Notifications and what was opened, as the system would have shown them. */
function stage(settings: UserSettings, deskFocused = false) {
  const notes: Note[] = []
  const opened: unknown[] = []
  const taken: string[] = []
  const told = news({
    notes: { show: (note) => (notes.push(note), () => undefined) },
    deskFocused: () => deskFocused,
    settings: () => settings,
    words: () => words,
    records: { call: () => Promise.reject(new Error('not asked for here')) },
    open: (...where) => opened.push(where),
  })
  return { notes, opened, taken, told }
}

describe('a missed call', () => {
  it('is told with the name, and a click opens it in the call log', () => {
    const { notes, opened, told } = stage(defaults)
    told.onCall(missed, ringing)
    expect(notes.map((note) => note.title)).toEqual([`Missed call from ${name}`])
    notes[0]?.click()
    expect(opened).toEqual([['phone', ringing.interaction.id]])
  })
  it('says nothing of the customer when names are off', () => {
    const { notes, told } = stage(set({ names: false }))
    told.onCall(missed, ringing)
    expect(JSON.stringify(notes)).not.toContain(name)
    expect(notes).toHaveLength(1)
  })
  it.each([
    ['notifications are off', set({ system: false }), false],
    ['the desk is in front', defaults, true],
  ])('is not told when %s', (_when, settings, focused) => {
    const { notes, told } = stage(settings, focused)
    told.onCall(missed, ringing)
    expect(notes).toEqual([])
  })
})

describe('letters', () => {
  const letter = (from: string) => ({ conversationId: from, from, subject: `About ${from}` })
  it('say sender and subject of one, number and senders of several, and only the number without names', () => {
    expect(letterWords([letter('Eva')], true, words)).toEqual({ title: 'Letter from Eva', body: 'About Eva' })
    expect(letterWords([letter('Eva'), letter('Jan'), letter('Eva')], true, words)).toEqual({
      title: '3 new letters',
      body: 'Eva, Jan',
    })
    expect(JSON.stringify(letterWords([letter('Eva')], false, words))).not.toMatch(/Eva/)
  })
  it('that come together make one notification', async () => {
    const told: (readonly number[])[] = []
    const add = gather<number>(20, (all) => told.push(all))
    for (const one of [1, 2, 3]) add(one)
    await wait(60)
    add(4)
    await wait(60)
    expect(told).toEqual([[1, 2, 3], [4]])
  })
})

describe('a ring', () => {
  function scene(settings: UserSettings, now: { focused: boolean; platform?: NodeJS.Platform }) {
    let shown: string | null = null
    const notes: Note[] = []
    const removed: number[] = []
    const attention = vi.fn()
    const pop: PopWindow = {
      show: (view) => (shown = view.name),
      hide: () => (shown = null),
      view: () => null,
      contents: () => null,
    }
    const ring = ringNotice({
      pop,
      notes: { show: (note) => (notes.push(note), () => void removed.push(notes.length)) },
      desk: { callForAttention: attention, show: vi.fn(), window: () => ({ isFocused: () => now.focused }) as never },
      settings: () => settings,
      words: () => words,
      answer: vi.fn(),
      decline: vi.fn(),
      platform: now.platform ?? 'linux',
    })
    return { ring, notes, removed, attention, shown: () => shown, look: (list: ActiveInteraction[]) => ring(list) }
  }

  it('pops up while the desk is away, and goes when the call is answered, ends, or the desk comes forward', () => {
    const now = { focused: false }
    const { attention, look, notes, shown } = scene(defaults, now)
    look([ringing])
    expect(shown()).toBe(name)
    expect(notes).toEqual([])
    expect(attention).not.toHaveBeenCalled()
    look([talking(1, 0)])
    expect(shown()).toBeNull()
    look([ringing])
    now.focused = true
    look([ringing])
    expect(shown()).toBeNull()
    now.focused = false
    look([])
    expect(shown()).toBeNull()
  })
  it('shows the next caller when the first has gone', () => {
    const { look, shown } = scene(defaults, { focused: false })
    const other = active(2, 1)
    look([ringing, other])
    look([other])
    expect(shown()).toBe(other.card?.contact.displayName)
  })
  it('without the pop brings the desk into view and notifies once, until it is over', () => {
    const { attention, look, notes, removed, shown } = scene(set({ pop: false }), { focused: false })
    look([{ ...ringing, matching: true }])
    expect(notes).toEqual([])
    look([ringing])
    look([ringing])
    expect(shown()).toBeNull()
    expect(notes.map((note) => note.title)).toEqual([`${name} is calling`])
    expect(attention).toHaveBeenCalledTimes(1)
    look([])
    expect(removed).toEqual([1])
  })
  it('is notified with buttons beside the pop on macOS', () => {
    const { look, notes } = scene(defaults, { focused: false, platform: 'darwin' })
    look([ringing])
    expect(notes[0]?.actions?.map((action) => action.text)).toEqual(['Answer', 'Decline'])
  })
  it('says no name when names are off', () => {
    const { look, notes } = scene(set({ names: false, pop: false }), { focused: false })
    look([ringing])
    expect(notes.map((note) => note.title)).toEqual(['Somebody is calling'])
  })
})
