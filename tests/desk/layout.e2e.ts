import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Locator } from '@playwright/test'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { eva } from '../support/people.ts'
import { accessible, resize, withoutOverflow } from '../support/photographer.ts'
import { callers, everyCardComes, pictureKey, pictureProfile } from '../support/picture-desk.ts'

const width = async (pane: Locator): Promise<number> => Math.round((await pane.boundingBox())?.width ?? 0)

/** The window as it stands on the screen; Playwright's own picture of a page that is zoomed shows a part of it. */
async function picture(electron: ElectronApplication, name: string): Promise<void> {
  const png = await electron.evaluate(async ({ BrowserWindow }) => {
    const desk = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().startsWith('app://desk'))
    return (await desk?.webContents.capturePage())?.toPNG().toString('base64') ?? ''
  })
  writeFileSync(join(inCheckout('test-results'), `layout-${name}.png`), Buffer.from(png, 'base64'))
}

test('panes are drawn wider and narrower by mouse and by keys, and stay so over a new start', async ({ home, start }) => {
  const exchange = await callers()
  try {
    const where = home(pictureProfile(exchange.peer.url), pictureKey)
    const first = await start(where)
    await until(first.desk, 'the desk is open', ({ access }) => access.state === 'open')
    await resize(first.electron, 1280, 800)
    const list = first.desk.getByRole('complementary', { name: 'Overview' })
    const side = first.desk.getByRole('complementary', { name: 'Beside' })
    const grip = first.desk.getByRole('separator', { name: 'Width of the list' })
    expect(await width(list)).toBe(288)
    const at = await grip.boundingBox()
    await first.desk.mouse.move((at?.x ?? 0) + 4, 300)
    await first.desk.mouse.down()
    await first.desk.mouse.move((at?.x ?? 0) + 64, 300, { steps: 4 })
    await first.desk.mouse.up()
    await expect.poll(() => width(list)).toBe(348)
    await expect(grip).toHaveAttribute('aria-valuenow', '348')
    // The other one by the keyboard alone, and not beyond its limits.
    const other = first.desk.getByRole('separator', { name: 'Width of the right pane' })
    await other.focus()
    for (let times = 0; times < 3; times++) await first.desk.keyboard.press('ArrowLeft')
    await expect.poll(() => width(side)).toBe(356 + 48)
    for (let times = 0; times < 12; times++) await first.desk.keyboard.press('ArrowRight')
    await expect(other).toHaveAttribute('aria-valuenow', '280')
    await until(
      first.desk,
      'both are kept',
      ({ settings }) => settings.panes['list'] === 348 && settings.panes['customer'] === 280,
    )
    await first.close()

    const again = await start(where)
    await until(again.desk, 'the desk is open', ({ access }) => access.state === 'open')
    await resize(again.electron, 1280, 800)
    const sameList = again.desk.getByRole('complementary', { name: 'Overview' })
    await expect.poll(() => width(sameList)).toBe(348)
    expect(await width(again.desk.getByRole('complementary', { name: 'Beside' }))).toBe(280)
    await again.desk.getByRole('separator', { name: 'Width of the list' }).dblclick()
    await expect.poll(() => width(sameList)).toBe(288)
  } finally {
    await exchange.peer.close()
  }
})

test('from a narrow window to two screens of 4K, at twice the size, without motion and in the colours of the system', async ({
  home,
  start,
}) => {
  const exchange = await callers()
  try {
    const { desk, electron } = await start(home(pictureProfile(exchange.peer.url), pictureKey))
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    const points = [{ type: 'phone' as const, raw: eva.dialled, usage: 'direct' as const }]
    await must(desk, 'contacts.create', { id: eva.id, input: { displayName: eva.name, points } })
    await everyCardComes(desk)
    const answer = desk.getByRole('button', { name: /^Answer/ })
    const beside = desk.getByRole('complementary', { name: 'Beside' })

    await test.step('narrow: the right pane is a drawer, opened and closed by keys', async () => {
      await resize(electron, 1100, 760)
      await expect(beside).toBeHidden()
      const tab = desk.getByRole('button', { name: 'Show or hide the right pane' })
      await expect(tab).toHaveAttribute('aria-expanded', 'false')
      await desk.keyboard.press('Control+I')
      await expect(beside).toBeVisible()
      await expect(beside).toBeFocused()
      await desk.keyboard.press('Escape')
      await expect(beside).toBeHidden()
      await expect(tab).toBeFocused()
    })

    await test.step('twice the size: five presses of Ctrl +, remembered, and nothing is lost', async () => {
      await resize(electron, 1280, 800)
      for (let times = 0; times < 7; times++) await desk.keyboard.press('Control++')
      await until(desk, 'it is kept', ({ settings }) => settings.zoom === 200)
      await expect.poll(() => desk.evaluate('innerWidth')).toBe(640)
      for (const place of ['Phone', 'Mail', 'Customers', 'Cases', 'Tasks', 'Supervision', 'Settings']) {
        await desk.getByRole('link', { name: new RegExp(`^${place}`) }).click()
        await expect(desk.getByRole('main')).toBeVisible()
        await withoutOverflow(desk)
        await picture(electron, `200-${place.toLowerCase()}`)
      }
      await desk.keyboard.press('Control+1')
      await exchange.ring(desk, eva.dialled, 'X-Queue: Complaints', 'X-IVR-Option: Complaints')
      await expect(answer).toBeInViewport({ ratio: 1 })
      await expect(desk.getByRole('region', { name: 'Call', exact: true }).getByText(eva.name)).toBeInViewport({ ratio: 1 })
      await withoutOverflow(desk)
      // The words of the card are all there: nothing of it is cut off.
      const card = desk.getByRole('region', { name: 'Cue' })
      // Until it has come, the steps of a call stand there, with a word that only screen readers are told.
      await expect(card.getByRole('button', { name: 'Done', exact: true })).toBeVisible()
      expect(
        await card.evaluate((node) =>
          [...node.querySelectorAll('p, h3, div, span')].flatMap((each) =>
            each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0 && getComputedStyle(each).overflowX === 'hidden'
              ? [each.textContent]
              : [],
          ),
        ),
      ).toEqual([])
      await picture(electron, '200-ringing')
      await exchange.giveUp(desk)
      await desk.keyboard.press('Control+0')
      await expect.poll(() => desk.evaluate('innerWidth')).toBe(1280)
      await desk.keyboard.press('Control+-')
      await until(desk, 'smaller', ({ settings }) => settings.zoom === 90)
      await desk.keyboard.press('Control+0')
    })

    await test.step('4K: a second column, nothing pushed out', async () => {
      await resize(electron, 3840, 2100)
      await desk.keyboard.press('Control+1')
      await exchange.ring(desk, eva.dialled, 'X-Queue: Complaints')
      await withoutOverflow(desk)
      await expect(answer).toBeInViewport({ ratio: 1 })
      await picture(electron, '4k-ringing')
      const work = await desk.getByRole('textbox', { name: 'Note' }).boundingBox()
      const standards = await desk.getByRole('region', { name: 'Standards that fit' }).boundingBox()
      expect(standards?.x).toBeGreaterThan((work?.x ?? 0) + (work?.width ?? 0))
      expect(standards?.y).toBeLessThan(work?.y ?? 0)
    })

    await test.step('wider than one 4K screen: nothing pushed out, and a line is no longer than an eye can follow', async () => {
      await resize(electron, 7680, 2100)
      await expect.poll(() => desk.evaluate('innerWidth')).toBe(7680)
      await withoutOverflow(desk)
      await expect(answer).toBeInViewport({ ratio: 1 })
      expect(await width(desk.getByRole('textbox', { name: 'Note' }))).toBeLessThan(1200)
      await picture(electron, '8k-ringing')
      await exchange.giveUp(desk)
      await resize(electron, 1280, 800)
    })

    await test.step('compact: the call bar gives its room to the work, and nothing to press is under 24 pixels', async () => {
      await exchange.ring(desk, eva.dialled, 'X-Queue: Complaints')
      const bar = async (): Promise<number> =>
        Math.round((await desk.getByRole('region', { name: 'Call', exact: true }).boundingBox())?.height ?? 0)
      const roomy = await bar()
      await must(desk, 'settings.set', { patch: { density: 'compact' } })
      await expect.poll(bar).toBeLessThanOrEqual(roomy - 10)
      await expect(answer).toBeInViewport({ ratio: 1 })
      await withoutOverflow(desk)
      const small = await desk.getByRole('button').evaluateAll((buttons) =>
        buttons.flatMap((each) => {
          const { height, width: across } = each.getBoundingClientRect()
          return across > 0 && Math.min(height, across) < 24 ? [each.outerHTML.slice(0, 120)] : []
        }),
      )
      expect(small).toEqual([])
      await picture(electron, 'compact-ringing')
      await exchange.giveUp(desk)
      await must(desk, 'settings.set', { patch: { density: 'comfortable' } })
    })

    await test.step('who asked the system for less motion sees none', async () => {
      const moving = (): Promise<unknown> =>
        desk.evaluate(
          `[...document.querySelectorAll('*')].filter((each) => { const style = getComputedStyle(each); return style.animationName !== 'none' || style.transitionDuration.split(', ').some((each) => each !== '0s') }).length`,
        )
      await desk.keyboard.press('Control+1')
      await exchange.ring(desk, eva.dialled, 'X-Queue: Complaints', 'X-IVR-Option: Complaints')
      await expect(desk.getByRole('region', { name: 'Cue' })).toBeVisible()
      expect(await moving()).toBeGreaterThan(0)
      await desk.emulateMedia({ reducedMotion: 'reduce' })
      expect(await moving()).toBe(0)
      await desk.emulateMedia({ reducedMotion: null })
    })

    await test.step('the colours of the system: everything stays readable and in its place', async () => {
      await desk.emulateMedia({ forcedColors: 'active' })
      await expect(answer).toBeInViewport({ ratio: 1 })
      const edge = await answer.evaluate((node) => getComputedStyle(node).borderTopStyle)
      expect(edge).not.toBe('none')
      await accessible(desk, 'light', 'forced colours')
      await picture(electron, 'forced-ringing')
      await exchange.giveUp(desk)
      await desk.emulateMedia({ forcedColors: null })
    })
  } finally {
    await exchange.peer.close()
  }
})
