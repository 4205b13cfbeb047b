import { once } from 'node:events'
import type { ElectronApplication } from '@playwright/test'
import { benchProfile } from '../bench/desk.ts'
import { benchExchange } from '../bench/ringing.ts'
import { attach } from '../support/app/attach.ts'
import { startCommand } from '../support/app/command.ts'
import type { AppHome } from '../support/app/home.ts'
import { must, until } from '../support/desk.ts'
import { spawnApp } from '../support/electron-app.ts'
import { expect, test } from '../support/e2e.ts'

const key = { 'db.key': { text: 'k'.repeat(64) } }
const profile = { version: 1, storage: { key: { file: 'db.key' } } }

/** What the desk's window is doing; null when there is none. */
const deskWindow = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    const desk = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().startsWith('app://desk/'))
    return desk ? { visible: desk.isVisible(), bounds: desk.getBounds() } : null
  })
/** Closes the desk as its cross does. */
const closeDesk = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((each) => each.webContents.getURL().startsWith('app://desk/'))
      ?.close(),
  )
/** Starts Courtesy a second time on the same data, as a click on its icon does; ends when that second start has gone. */
async function secondStart(home: AppHome): Promise<void> {
  const second = spawnApp(home)
  if (second.exitCode === null) await once(second, 'exit')
}

test('closing the window ends Courtesy, unless it is to go on', async ({ home, start }) => {
  const where = home(profile, key)
  const { desk, electron } = await start(where)
  await until(desk, 'the records are open', (snapshot) => snapshot.access.state === 'open')
  // No desktop here shows a tray: the icon is made all the same, nothing breaks, and the window is never put where nobody finds it.
  expect((await must(desk, 'app.snapshot', null)).system.tray).toBe(false)
  await must(desk, 'settings.set', { patch: { tray: { keep: true, told: false } } })
  await closeDesk(electron)
  await desk.waitForTimeout(500)
  expect(await deskWindow(electron)).not.toBeNull()
  expect((await must(desk, 'app.snapshot', null)).access.state).toBe('open')

  await test.step('a second start shows the window that was hidden', async () => {
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://desk/'))
        ?.hide(),
    )
    await expect.poll(async () => (await deskWindow(electron))?.visible).toBe(false)
    await secondStart(where)
    await expect.poll(async () => (await deskWindow(electron))?.visible).toBe(true)
  })

  await test.step('the place is kept without a close, and closing ends the program', async () => {
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://desk/'))
        ?.setBounds({ x: 90, y: 70, width: 1100, height: 800 }),
    )
    await desk.waitForTimeout(1200)
    await must(desk, 'settings.set', { patch: { tray: { keep: false, told: false } } })
    const gone = once(electron.process(), 'exit')
    await closeDesk(electron)
    await gone
    const again = await start(where)
    expect((await deskWindow(again.electron))?.bounds).toEqual({ x: 90, y: 70, width: 1100, height: 800 })
  })
})

test('a hidden start waits in the background: calls pop up, a second start opens the desk', async ({ home }) => {
  const exchange = await benchExchange()
  const where = home(benchProfile(exchange.peer.url), key)
  const { script, switches } = startCommand(where, { switches: ['--hidden'] })
  const electron = await attach({ executablePath: script, args: switches, chromiumSandbox: true, cwd: where.folder })
  try {
    await expect.poll(() => exchange.peer.requests.some((each) => each.method === 'REGISTER'), { timeout: 60_000 }).toBe(true)
    expect(await deskWindow(electron)).toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const ring = exchange.ring('+36209998877')
    const pop = () => electron.windows().find((page) => page.url().startsWith('app://pop/'))
    await expect.poll(() => pop() !== undefined).toBe(true)
    await expect(pop()!.getByRole('heading')).toHaveText('+36 20 999 8877')
    expect(await deskWindow(electron)).toBeNull()
    ring.stop()
    await secondStart(where)
    await expect.poll(async () => (await deskWindow(electron))?.visible, { timeout: 30_000 }).toBe(true)
    // The phone's window is replaced when its page dies; that ends nobody's program.
    await closeDesk(electron).catch(() => undefined)
  } finally {
    await electron.close().catch(() => undefined)
    await exchange.peer.close()
  }
})

test('global keys: taken from the system, said when another program has them, given back', async ({ home, start }) => {
  const first = await start(home(profile, key))
  const second = await start(home(profile, key))
  const chosen = { show: 'Ctrl+Alt+Shift+J' }
  const take = (desk: typeof first.desk, globalShortcuts: object) =>
    must(desk, 'settings.set', { patch: { globalShortcuts } }).then(
      async () => (await must(desk, 'app.snapshot', null)).system.shortcuts,
    )
  for (const { desk } of [first, second]) await until(desk, 'open', (snapshot) => snapshot.access.state === 'open')
  expect(await take(first.desk, chosen)).toEqual({ show: 'working' })
  expect(await take(second.desk, chosen), 'the other program has it').toEqual({ show: 'refused' })
  await must(second.desk, 'settings.set', { patch: { firstStart: { done: true } } })
  await second.desk.getByRole('link', { name: 'Settings' }).click()
  await second.desk.getByRole('button', { name: /Shortcuts/ }).click()
  await expect(second.desk.getByRole('region', { name: 'From every program' })).toContainText(
    'Another program or the system has Ctrl+Alt+Shift+J',
  )
  expect(await take(first.desk, {})).toEqual({})
  expect(await take(second.desk, { ...chosen, answer: 'Q' }), 'a letter alone is never taken').toEqual({
    show: 'working',
    answer: 'refused',
  })
})
