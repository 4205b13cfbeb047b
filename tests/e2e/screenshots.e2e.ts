import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Page } from '@playwright/test'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Pictures go to `test-results/screenshots`; with COURTESY_SCREENSHOTS=1 also to `resources/screenshots`, where the README shows them. */
const folders = [
  inCheckout('test-results/screenshots'),
  ...(process.env['COURTESY_SCREENSHOTS'] === '1' ? [inCheckout('resources/screenshots')] : []),
]

test('pictures of the desk in use, both sizes, light and dark', async ({ start, home }) => {
  test.setTimeout(240_000)
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  const lab = await startLab()
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  try {
    const { desk, electron } = await start(where)
    const size = (width: number, height: number): Promise<void> =>
      electron.evaluate(
        ({ BrowserWindow }, [w, h]) =>
          BrowserWindow.getAllWindows()
            .find((each) => each.isVisible())
            ?.setContentSize(w, h),
        [width, height] as const,
      )
    const theme = (name: 'light' | 'dark'): Promise<null> => must(desk, 'settings.set', { patch: { theme: name } })
    const picture = async (name: string): Promise<void> => {
      for (const folder of folders) await desk.screenshot({ path: join(folder, `${name}.png`) })
    }
    const all = async (name: string): Promise<void> => {
      for (const [width, height] of [
        [1920, 1080],
        [1280, 800],
      ] as const)
        for (const look of ['dark', 'light'] as const) {
          await size(width, height)
          await theme(look)
          await desk.waitForTimeout(400)
          await picture(`${name}-${width}-${look}`)
          await withoutOverflow(desk)
          if (width === 1280) await accessible(desk, `${name} ${look}`)
        }
    }
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
    for (const place of ['Customers', 'Cases', 'Tasks', 'Settings']) {
      await desk.getByRole('link', { name: new RegExp(`^${place}`) }).click()
      await desk.waitForTimeout(600)
      await all(place.toLowerCase())
    }
  } finally {
    await lab.stop()
  }
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
