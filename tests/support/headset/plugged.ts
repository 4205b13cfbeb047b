import { expect, type ElectronApplication, type Page } from '@playwright/test'
import type { Headset } from './devices.ts'
import { simulatedHid } from './simulated-hid.ts'

/** Headsets plugged into an app under test, by their place in the list. */
export interface Plugged {
  /** Presses and lets go. */
  press(headset: number, button: 'hook' | 'mute' | 'flash' | 'reject' | 'redial'): Promise<void>
  /** The lamps that are on, in the order of the report. */
  lamps(headset: number): Promise<string[]>
  /** What it thinks itself of its hook. */
  offHook(headset: number): Promise<boolean>
  unplug(headset: number): Promise<void>
  /** @param held another program has opened it for itself */
  plug(headset: number, held?: boolean): Promise<void>
  /** Waits until the page asks for a device and lets Electron ask main, as Chromium would; main's choice goes back to the page. */
  passOnChoosing(): Promise<void>
}

/** No hand is quicker than this after a lamp has changed. */
const handMs = 300

const lampNames = ['offHook', 'mute', 'ring', 'hold']

/** Puts simulated headsets into the phone window: it is started afresh, as after a crash, and finds them. */
export async function plugIn(electron: ElectronApplication, headsets: readonly Headset[]): Promise<Plugged> {
  await electron.context().addInitScript({ content: simulatedHid(headsets) })
  const old = phoneOf(electron)
  await electron.evaluate(({ webContents }) => {
    for (const each of webContents.getAllWebContents())
      if (each.getURL().startsWith('app://phone/')) each.forcefullyCrashRenderer()
  })
  const phone = await anotherPhone(electron, old)
  const run = <T>(code: string): Promise<T> => phone.evaluate(code) as Promise<T>
  const until = async (code: string): Promise<void> => expect.poll(() => run<boolean>(code), { message: code }).toBe(true)
  await until('globalThis.simulated !== undefined')
  /** Number of the last request that was passed on. */
  let passed = 0
  return {
    async press(n, button) {
      await phone.waitForTimeout(handMs)
      await run(`simulated.devices[${n}].press('${button}')`)
    },
    lamps: async (n) => {
      const lit = await run<number>(`simulated.devices[${n}].lamps`)
      return lampNames.filter((_name, bit) => ((lit >> bit) & 1) === 1)
    },
    offHook: async (n) => (await run<number>(`simulated.devices[${n}].hook`)) === 1,
    unplug: (n) => run(`simulated.unplug(${n})`),
    async plug(n, held = false) {
      await run(`simulated.plug(${n}, ${held})`)
      if (!(await run<boolean>('simulated.asked !== null'))) return
      await electron.evaluate(
        ({ webContents }, device) => {
          const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://phone/'))
          contents?.session.emit('hid-device-added', {}, { device, frame: contents.mainFrame })
        },
        described(headsets[n] as Headset),
      )
    },
    async passOnChoosing() {
      await until(`(simulated.asked?.number ?? 0) > ${passed}`)
      const number = (passed = await run<number>('simulated.asked.number'))
      const fits = await run<string[]>('simulated.asked.fits')
      const deviceList = headsets.map(described).filter((each) => fits.includes(each.deviceId))
      const chosen = await electron.evaluateHandle(
        ({ webContents }, { deviceList }) => {
          const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://phone/'))
          const chosen: { id: string | null } = { id: null }
          const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) }
          contents?.session.emit(
            'select-hid-device',
            event,
            { deviceList, frame: contents.mainFrame },
            (id: string) => (chosen.id = id),
          )
          if (!event.defaultPrevented) chosen.id = ''
          return chosen
        },
        { deviceList },
      )
      void (async () => {
        for (;;) {
          const id = await chosen.evaluate((each) => each.id)
          if (id !== null) return run(`simulated.asked?.number === ${number} && simulated.asked.resolve(${JSON.stringify(id)})`)
          await phone.waitForTimeout(50)
        }
      })().catch(() => {})
    },
  }
}

/** A device as Electron tells main of it. */
const described = (headset: Headset) => ({
  ...headset,
  name: headset.productName,
  deviceId: `${headset.vendorId}:${headset.productId}`,
  serialNumber: 'SN-12345',
})

const phoneOf = (electron: ElectronApplication): Page | undefined =>
  electron.windows().find((page) => page.url().startsWith('app://phone/') && !page.isClosed())

async function anotherPhone(electron: ElectronApplication, old: Page | undefined): Promise<Page> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    const now = electron.windows().find((page) => page.url().startsWith('app://phone/') && page !== old)
    if (now) return now
  }
  throw new Error('the phone window did not come again')
}
