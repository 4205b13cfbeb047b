import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { ElectronApplication, Page } from '@playwright/test'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { benchProfile } from '../bench/desk.ts'
import { benchExchange, type BenchExchange } from '../bench/ringing.ts'
import { must, until } from '../support/desk.ts'
import type { TestApp } from '../support/electron-app.ts'
import { expect, test } from '../support/e2e.ts'
import { eva, settle } from '../support/people.ts'

const shots = inCheckout('test-results/pop')
const key = { 'db.key': { text: 'k'.repeat(64) } }
let exchange: BenchExchange

test.beforeEach(async () => {
  exchange = await benchExchange()
})
test.afterEach(() => exchange.peer.close())

/** A desk with Éva in its records, one open complaint of hers, and a line that is ready. */
async function ready(desk: Page): Promise<void> {
  await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
  await settle(desk, 1)
  await must(desk, 'cases.create', { id: uuidv7(), contactId: eva.id, interactionId: null, type: 'complaint' })
}

/** Another program that has the keyboard: a window that is none of Courtesy's. Answers with how to ask whether it still has it. */
async function otherProgram(electron: ElectronApplication): Promise<() => Promise<boolean>> {
  const id = await electron.evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ width: 500, height: 300, title: 'Other program' })
    await other.loadURL('about:blank')
    other.focus()
    return other.id
  })
  const has = (): Promise<boolean> =>
    electron.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.fromId(wanted)?.isFocused() === true, id)
  await expect.poll(has).toBe(true)
  return has
}

/** The page of the call pop, once it is there. */
async function popOf({ electron }: TestApp): Promise<Page> {
  const find = (): Page | undefined => electron.windows().find((page) => page.url().startsWith('app://pop/'))
  await expect.poll(() => find() !== undefined).toBe(true)
  return find()!
}

/** What the system knows of the pop's window. */
const windowOf = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow, screen }) => {
    const pop = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().startsWith('app://pop/'))
    return {
      visible: pop?.isVisible(),
      onTop: pop?.isAlwaysOnTop(),
      focusable: pop?.isFocusable(),
      focused: pop?.isFocused(),
      bounds: pop?.getBounds(),
      area: screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea,
    }
  })

const visible = async (electron: ElectronApplication): Promise<boolean> => (await windowOf(electron)).visible === true

test('a call rings while another program is in front: the pop shows who, takes no key away, and answers', async ({
  home,
  start,
}) => {
  const app = await start(home(benchProfile(exchange.peer.url), key))
  const { desk, electron } = app
  await ready(desk)
  const statuses: string[] = []
  exchange.peer.onResponse((text) =>
    statuses.push(/^SIP\/2\.0 (\d+)[\s\S]*?CSeq: \d+ (\w+)/.exec(text)?.slice(1).join(' ') ?? ''),
  )

  await test.step('a ring that is seen on the desk itself needs no pop', async () => {
    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://desk/'))
        ?.focus()
    })
    const ring = exchange.ring(eva.dialled)
    await expect(desk.getByRole('region', { name: 'Call', exact: true })).toContainText(eva.name)
    await desk.waitForTimeout(400)
    expect((await windowOf(electron)).visible).not.toBe(true)
    ring.stop()
    await until(desk, 'it is over', (snapshot) => snapshot.interactions.length === 0)
  })

  const hasKeyboard = await otherProgram(electron)

  const pop = await test.step('who calls, from where, what must be known', async () => {
    const ring = exchange.ring(eva.dialled)
    const page = await popOf(app)
    const call = page.getByRole('alert', { name: 'Incoming call' })
    await expect(call.getByRole('heading')).toHaveText(eva.name)
    await expect(call).toContainText(eva.phone)
    await expect(call.getByRole('listitem')).toHaveText(['claims', 'Menu: 2', '2nd contact this week', 'Complaint open'])
    await expect.poll(() => visible(electron)).toBe(true)
    const { area, bounds, ...rest } = await windowOf(electron)
    expect(rest).toEqual({ visible: true, onTop: true, focusable: false, focused: false })
    expect(area.x + area.width - (bounds!.x + bounds!.width)).toBe(16)
    expect(area.y + area.height - (bounds!.y + bounds!.height)).toBe(16)
    expect(await hasKeyboard(), 'whoever types goes on typing').toBe(true)
    expect(await title(electron), 'the title counts what waits').toBe('(1) Courtesy')
    mkdirSync(shots, { recursive: true })
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      await must(desk, 'settings.set', { patch: { theme } })
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await page.screenshot({ path: join(shots, `pop-${theme}.png`) })
      const found = await new AxeBuilder({ page }).setLegacyMode().analyze()
      expect(found.violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
    }
    await must(desk, 'settings.set', { patch: { theme: 'light' } })
    const fits = `[...document.querySelectorAll('.name, .number, .chip, button')].filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)`
    expect(await page.evaluate(fits), 'nothing is cut').toEqual([])
    expect(
      await page.evaluate(
        `Math.max(...[...document.querySelectorAll('.call > *')].map((each) => each.getBoundingClientRect().bottom)) <= innerHeight`,
      ),
    ).toBe(true)
    ring.stop()
    await expect.poll(() => visible(electron), 'the caller gave up').toBe(false)
    await expect(page.locator('#pop')).toBeEmpty()
    expect(await title(electron)).toBe('Courtesy')
    return page
  })

  await test.step('Decline declines', async () => {
    statuses.length = 0
    exchange.ring('+36209998877')
    await expect(pop.getByRole('heading')).toHaveText('+36 20 999 8877')
    await expect(pop.getByRole('alert')).toContainText('not in the records yet')
    await expect.poll(() => visible(electron)).toBe(true)
    await pop.getByRole('button', { name: 'Decline' }).click()
    await expect.poll(() => statuses.some((each) => /^(486|603|480) INVITE/.test(each))).toBe(true)
    await expect.poll(() => visible(electron)).toBe(false)
    expect(await hasKeyboard()).toBe(true)
  })

  await test.step('the desk comes forward: the pop goes, the ring is seen there', async () => {
    const ring = exchange.ring(eva.dialled)
    await expect.poll(() => visible(electron)).toBe(true)
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://desk/'))
        ?.focus(),
    )
    await expect.poll(() => visible(electron)).toBe(false)
    ring.stop()
    await until(desk, 'it is over', (snapshot) => snapshot.interactions.length === 0)
  })

  await test.step('Answer answers and brings the desk forward', async () => {
    await must(desk, 'app.snapshot', null)
    await otherProgram(electron)
    await desk.getByRole('link', { name: 'Customers' }).click()
    statuses.length = 0
    exchange.ring(eva.dialled)
    await expect(pop.getByRole('heading')).toHaveText(eva.name)
    await expect.poll(() => visible(electron)).toBe(true)
    await pop.getByRole('button', { name: 'Answer' }).click()
    await expect.poll(() => statuses.filter((each) => each === '200 INVITE').length, { timeout: 20_000 }).toBeGreaterThan(0)
    await expect.poll(() => visible(electron)).toBe(false)
    await expect
      .poll(() =>
        electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getFocusedWindow()?.webContents.getURL().startsWith('app://desk/'),
        ),
      )
      .toBe(true)
    await expect(desk.getByRole('link', { name: 'Phone' })).toHaveAttribute('aria-current', 'page')
  })
})

const title = (electron: ElectronApplication): Promise<string | undefined> =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((each) => each.webContents.getURL().startsWith('app://desk/'))
      ?.getTitle(),
  )
