import { AxeBuilder } from '@axe-core/playwright'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { ElectronApplication, Page } from '@playwright/test'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** All pictures go to `test-results/screenshots`; with COURTESY_SCREENSHOTS=1 those the README shows also to `resources/screenshots`. */
const artefacts = inCheckout('test-results/screenshots')
const shown = inCheckout('resources/screenshots')
const inReadme = new Set([
  'practice-sheet-1280-light-en',
  'ringing-1280-light-en',
  'call-1280-light-en',
  'reply-1280-light-en',
  'mail-1920-dark-hu',
  'supervision-1280-light-en',
])

/** Takes pictures of a screen in both sizes, both themes and two languages; the small one also has to be free of flaws. */
function photographer(desk: Page, electron: ElectronApplication): (name: string) => Promise<void> {
  for (const folder of [artefacts, shown]) mkdirSync(folder, { recursive: true })
  const size = (width: number, height: number): Promise<void> =>
    electron.evaluate(
      ({ BrowserWindow }, [w, h]) =>
        BrowserWindow.getAllWindows()
          .find((each) => each.webContents.getURL().startsWith('app://desk'))
          ?.setContentSize(w, h),
      [width, height] as const,
    )
  return async (name) => {
    for (const language of ['hu', 'en'] as const)
      for (const [width, height] of [
        [1920, 1080],
        [1280, 800],
      ] as const)
        for (const theme of ['dark', 'light'] as const) {
          await size(width, height)
          await must(desk, 'settings.set', { patch: { theme, language } })
          await desk.waitForTimeout(400)
          const file = `${name}-${width}-${theme}-${language}`
          await desk.screenshot({ path: join(artefacts, `${file}.png`) })
          if (process.env['COURTESY_SCREENSHOTS'] === '1' && inReadme.has(file))
            copyFileSync(join(artefacts, `${file}.png`), join(shown, `${file}.png`))
          await withoutOverflow(desk)
          if (width === 1280 && language === 'en') await accessible(desk, `${name} ${theme}`)
        }
  }
}

test('pictures of the desk in use, both sizes, light and dark, two languages', async ({ start, home }) => {
  test.setTimeout(420_000)
  const lab = await startLab()
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  try {
    const { desk, electron } = await start(where)
    const all = photographer(desk, electron)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready')
    await until(desk, 'the mailbox is in sync', (snapshot) => snapshot.mailboxes[0]?.state === 'idle', 60_000)
    await settle(desk, 25)
    await must(desk, 'notes.put', {
      note: { id: uuidv7(), contactId: eva.id, interactionId: null, body: 'Prefers a call after 4 pm' },
    })
    const claim = await must(desk, 'cases.create', { id: uuidv7(), contactId: eva.id, interactionId: null, type: 'complaint' })
    await must(desk, 'cases.patch', {
      id: claim.id,
      patch: {
        subject: 'Invoice 4711 higher than agreed',
        reason: 'price_higher',
        note: 'Agreed 14,900 on the phone, billed 18,400.',
      },
    })
    await all('idle')

    await lab.telephone.dial(`sip:claims.2.${eva.dialled}@toll.test`)
    await desk.getByRole('button', { name: /^Answer/ }).waitFor()
    await all('ringing')
    await desk.getByRole('button', { name: /^Answer/ }).click()
    await desk.getByRole('button', { name: /^Hang up/ }).waitFor()
    await desk.mouse.move(600, 700)
    await all('call')
    await desk.getByRole('button', { name: /^Hang up/ }).click()
    await desk.getByRole('group', { name: 'Disposition' }).waitFor()
    await all('wrap-up')
    await desk.getByRole('group', { name: 'Disposition' }).getByRole('radio').first().check({ force: true })
    await desk.getByRole('button', { name: /^Finish/ }).click()

    await lab.mail.send({
      from: `Éva Szabó <${eva.mail}>`,
      to: 'service@toll.test',
      subject: 'Invoice 4711: the price is higher than agreed',
      text: 'Dear team, the price is higher than agreed.',
      html: '<p>Dear team,</p><p>the price on <b>invoice 4711</b> is higher than we agreed on the phone. Gábor promised a corrected one on Tuesday.</p><p>Kind regards,<br>Éva Szabó</p><img src="https://pictures.example/logo.png">',
    })
    await desk.getByRole('link', { name: /^Mail/ }).click()
    await desk.getByRole('list', { name: 'Conversations' }).getByText('Invoice 4711').first().click()
    await expect(desk.getByRole('region', { name: 'Message', exact: true })).toContainText('Invoice 4711')
    await desk.waitForTimeout(800)
    await all('mail')
    await desk.getByRole('button', { name: 'Reply', exact: true }).click()
    await desk
      .getByRole('textbox', { name: 'Message' })
      .fill('Dear Mrs Szabó, the corrected invoice over 14,900 Ft is on its way to you.')
    await desk.waitForTimeout(800)
    await all('reply')
    for (const place of ['Customers', 'Cases', 'Tasks', 'Supervision', 'Settings']) {
      await desk.getByRole('link', { name: new RegExp(`^${place}`) }).click()
      await desk.waitForTimeout(600)
      await all(place.toLowerCase())
    }
  } finally {
    await lab.stop()
  }
})

test('pictures of the first start and of practice', async ({ start, home }) => {
  test.setTimeout(420_000)
  await test.step('the first start', async () => {
    const { close, desk, electron } = await start(home(undefined, {}), { keychain: true })
    await desk.getByRole('heading', { name: 'Welcome to Courtesy' }).waitFor()
    await photographer(desk, electron)('first')
    await close()
  })
  const { desk, electron } = await start(home(), { switches: ['--practice'] })
  const all = photographer(desk, electron)
  await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready' && snapshot.practice !== null, 60_000)
  await must(desk, 'practice.pause', { paused: true })
  await desk.getByRole('region', { name: 'Practice customers' }).waitFor()
  await all('practice')
  await must(desk, 'practice.callNow', { scenarioId: 'price-higher' })
  await desk.getByRole('button', { name: /^Answer/ }).click()
  await desk.getByRole('region', { name: 'Cue', exact: true }).getByRole('button', { name: /^Done/ }).waitFor({ timeout: 30_000 })
  await all('practice-call')
  await desk.keyboard.press('F4')
  await desk.getByRole('group', { name: 'Disposition' }).getByRole('radio').first().check({ force: true })
  await desk.getByRole('button', { name: /^Finish/ }).click()
  await desk.getByText(/How it went/).waitFor()
  await all('practice-sheet')
})

/** WCAG 2.2 AA as far as a program can see it (axe-core). The letter's frame runs no script, so axe cannot enter it. */
async function accessible(desk: Page, state: string): Promise<void> {
  const found = await new AxeBuilder({ page: desk })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('iframe')
    .setLegacyMode()
    .analyze()
  expect
    .soft(
      found.violations.map(
        ({ id, nodes }) =>
          `${state}: ${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 160))
            .join(' | ')}`,
      ),
    )
    .toEqual([])
}

/** Nothing may be pushed out of the window: the page itself never scrolls sideways. */
async function withoutOverflow(desk: Page): Promise<void> {
  const beyond = await desk.evaluate(
    `[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3).map((e) => e.outerHTML.slice(0, 120))`,
  )
  expect(beyond).toEqual([])
}
