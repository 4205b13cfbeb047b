import { startLoudspeaker } from '../support/audio/loudspeaker.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { eva } from '../support/people.ts'
import { photographer } from '../support/photographer.ts'
import { callers, familyNumber, openCase, peopleOfPictures, pictureKey, pictureProfile } from '../support/picture-desk.ts'

test('pictures of callers who are not known at once, of the standards beside a call, and of a line in trouble', async ({
  home,
  start,
}) => {
  test.setTimeout(300_000)
  const { giveUp, peer, ring } = await callers()
  try {
    const { desk, electron } = await start(home(pictureProfile(peer.url), pictureKey))
    const all = photographer(desk, electron)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await peopleOfPictures(desk)
    const [kisPeter] = (await must(desk, 'contacts.list', { text: 'Kis Péter', cursor: null })).items
    await openCase(desk, kisPeter?.id ?? '', 'order', { subject: 'Two chairs' })

    await test.step('several customers share the number', async () => {
      await ring(desk, familyNumber, 'X-Queue: Orders', 'X-IVR-Option: Order by phone')
      await expect(desk.getByRole('list', { name: 'Who is it?' }).getByRole('listitem')).toHaveCount(3)
      await all('chooser')
      await giveUp(desk)
    })
    await test.step('nobody has the number', async () => {
      await ring(desk, '+36305550111', 'X-Queue: Orders', 'X-IVR-Option: Order by phone')
      await desk.getByRole('textbox', { name: 'Name', exact: true }).fill('Nagy Borbála')
      await all('new-customer')
      await giveUp(desk)
    })
    await test.step('the number is withheld', async () => {
      await ring(desk, 'anonymous', 'X-Queue: Questions')
      await all('withheld')
      await giveUp(desk)
    })
    await test.step('a standard is read and ticked beside the call', async () => {
      await ring(desk, eva.dialled, 'X-Queue: Claims', 'X-IVR-Option: Complaints')
      const standards = desk.getByRole('region', { name: 'Standards that fit' })
      const complaint = standards.getByRole('button', { name: /Taking down a complaint/ })
      await complaint.click()
      // Another language brings the cards anew, closed.
      const steps = async (): Promise<void> => {
        const first = desk.locator('h3 button[aria-expanded]').filter({ hasText: /3\D+6/ })
        if ((await first.getAttribute('aria-expanded')) === 'false') await first.click()
        await desk.getByRole('checkbox').first().waitFor()
        await first.evaluate((element) => element.closest('section')?.scrollIntoView())
      }
      for (const step of [0, 1, 3]) await standards.getByRole('checkbox').nth(step).check()
      await expect(complaint).toContainText('3 of 6')
      await all('standards', { before: steps })
      await giveUp(desk)
    })
    await test.step('missed calls, one of them open', async () => {
      await desk.getByRole('list', { name: 'Call log' }).getByText(eva.name).first().click()
      await expect(desk.getByRole('button', { name: 'Ring back', exact: true })).toBeVisible()
      await all('missed')
    })
    await test.step('the exchange is gone', async () => {
      await desk.getByRole('link', { name: /^Phone/ }).click()
      await peer.close()
      await until(desk, 'the line is offline', (snapshot) => snapshot.line.word === 'offline', 60_000)
      await desk.getByRole('button', { name: 'Change your state' }).click()
      await expect(desk.getByRole('dialog')).toContainText(/Next try|Trying now/)
      await all('line-trouble')
    })
  } finally {
    await peer.close()
  }
})

test('pictures of a desk without a microphone', async ({ home, start }) => {
  const none = noLabBecause()
  test.skip(none !== undefined, none ?? '')
  const { peer, ring } = await callers()
  const where = home(pictureProfile(peer.url), pictureKey)
  const speaker = await startLoudspeaker(where.folder)
  try {
    const { desk, electron } = await start(where, { realDevices: true, env: speaker.env })
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await peopleOfPictures(desk)
    await expect(desk.getByRole('status', { name: 'Sound', exact: true })).toContainText('No microphone', { timeout: 60_000 })
    await ring(desk, eva.dialled, 'X-Queue: Claims')
    await photographer(desk, electron)('no-microphone')
  } finally {
    await speaker.stop()
    await peer.close()
  }
})
