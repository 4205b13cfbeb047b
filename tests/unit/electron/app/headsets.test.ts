import { expect, test, vi } from 'vitest'
import type { HeadsetsView } from '#shared/domain/headset/chosen.ts'
import { userSettingsPatchSchema, userSettingsSchema, type UserSettings } from '#shared/settings/user-settings.ts'
import { Headsets } from '../../../../electron/app/headsets.ts'

const headset = { vendorId: 1, productId: 2, name: 'One' }
const offer = { id: 'd1', headset }

function room() {
  let settings: UserSettings = userSettingsSchema.parse({})
  let shown: HeadsetsView | null = null
  const order: string[] = []
  const phone = { ask: (): void => {}, click: async (): Promise<void> => void order.push('click') }
  const headsets = new Headsets({
    settings: { get: () => settings, set: (next: UserSettings) => (order.push('kept'), (settings = next)) } as never,
    phone: () =>
      ({
        call: async (name: string) => {
          order.push(name)
          if (name === 'chooseHeadset') phone.ask()
          return { ok: true, value: null }
        },
      }) as never,
    model: { set: (name: string, value: HeadsetsView) => void (name === 'headsets' && (shown = value)) } as never,
    lendClick: () => phone.click(),
    log: () => {},
  })
  return { headsets, order, phone, shown: () => shown, settings: () => settings }
}

test('a click is lent, what there is is offered, and a choice is remembered before the device is granted', async () => {
  const { headsets, order, phone, settings, shown } = room()
  phone.ask = () => headsets.choosing.begun([], (id) => order.push(`granted ${id}`))
  await headsets.choose()
  expect(shown()?.offers).toEqual([])
  headsets.choosing.plugged(offer)
  headsets.choosing.plugged({ id: 'd2', headset: { ...headset, productId: 3 } })
  headsets.choosing.unplugged('d2')
  expect(shown()?.offers).toEqual([{ id: 'd1', name: 'One' }])
  expect(() => headsets.take('d2')).toThrow('error.headset.gone')
  headsets.take('d1')
  expect(order).toEqual(['click', 'chooseHeadset', 'kept', 'granted d1'])
  expect([settings().headsets, shown()]).toEqual([[headset], { chosen: [{ ...headset, state: 'away' }], offers: null }])
  headsets.onHeadsets([{ ...headset, state: 'connected' }])
  expect(shown()?.chosen[0]?.state).toBe('connected')
  await headsets.forget(headset)
  expect([settings().headsets, order.at(-1), shown()?.chosen]).toEqual([[], 'forgetHeadset', []])
})

test('called off, it grants nothing; a page that asks by itself gets nothing and nobody sees it', async () => {
  const { headsets, phone, settings, shown } = room()
  const decided: string[] = []
  headsets.choosing.begun([offer], (id) => decided.push(id))
  expect([decided, shown()]).toEqual([[''], null])
  phone.ask = () => headsets.choosing.begun([offer], (id) => decided.push(id))
  await headsets.choose()
  headsets.cancel()
  headsets.cancel()
  expect([decided, settings().headsets, shown()?.offers]).toEqual([['', ''], [], null])
  expect(() => headsets.take('d1')).toThrow('error.headset.gone')
})

test('a phone window that cannot ask is said; one that starts afresh ends the choosing', async () => {
  vi.useFakeTimers()
  try {
    const { headsets, phone, shown } = room()
    const refused = expect(headsets.choose()).rejects.toThrow('error.headset.choose')
    await vi.advanceTimersByTimeAsync(5000)
    await refused
    phone.ask = () => headsets.choosing.begun([offer], () => {})
    await headsets.choose()
    headsets.onPhoneStarts()
    expect(shown()?.offers).toBeNull()
  } finally {
    vi.useRealTimers()
  }
})

test('offers that come when nobody waits for them any more are not shown', async () => {
  const { headsets, phone, shown } = room()
  const decided: string[] = []
  const offered = (): void => {
    headsets.choosing.begun([offer], (id) => decided.push(id))
    expect(shown()?.offers ?? null).toBeNull()
  }
  // Called off before they came.
  const off = headsets.choose()
  headsets.cancel()
  offered()
  await off
  // The phone window went.
  const gone = expect(headsets.choose()).rejects.toThrow('error.headset.choose')
  headsets.onPhoneStarts()
  offered()
  await gone
  phone.click = () => Promise.reject(new Error('no window'))
  await expect(headsets.choose()).rejects.toThrow('no window')
  offered()
  expect(decided).toEqual(['', '', ''])
})

test('a patch of the settings gives no headset away', () => {
  expect(userSettingsPatchSchema.parse({ headsets: [headset], zoom: 100 })).toEqual({ zoom: 100 })
})
