import type { Page } from '@playwright/test'
import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { eva } from '../support/people.ts'
import { photographBeside } from '../support/photographer.ts'
import { callers, familyNumber, peopleOfPictures, pictureKey, pictureProfile } from '../support/picture-desk.ts'

/**
 * How high a capital of the name stands in the eye a metre away, at 96 pixels an inch; a sign is easily read from 16 minutes of arc on
 * (ISO 9241-303). Inter's capitals are 0.727 of the size of the type.
 */
const arcMinutes = async (pop: Page): Promise<number> => {
  const size = await pop.getByRole('heading').evaluate((name) => Number.parseFloat(getComputedStyle(name).fontSize))
  return (Math.atan((size * 0.727 * 25.4) / 96 / 1000) * 180 * 60) / Math.PI
}

test('pictures of the call pop: known, one of several, unknown, withheld', async ({ home, start }) => {
  const { giveUp, peer, ring } = await callers()
  try {
    const { desk, electron } = await start(home(pictureProfile(peer.url), pictureKey))
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await peopleOfPictures(desk)
    // Another program is in front.
    await electron.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ width: 500, height: 300 })
      await other.loadURL('about:blank')
      other.focus()
    })
    const find = (): Page | undefined => electron.windows().find((page) => page.url().startsWith('app://pop/'))
    for (const [name, number] of [
      ['pop', eva.dialled],
      ['pop-several', familyNumber],
      ['pop-unknown', '+36209998877'],
      ['pop-withheld', 'anonymous'],
    ] as const) {
      const appear = async (): Promise<Page> => {
        await ring(desk, number, 'X-Queue: Claims and complaints', 'X-IVR-Option: 2, my bill')
        await expect.poll(() => find() !== undefined).toBe(true)
        await expect(find()!.getByRole('heading')).toBeVisible()
        expect(await arcMinutes(find()!)).toBeGreaterThanOrEqual(16)
        expect(await find()!.title(), 'in the language of the desk').toBe(
          await find()!.getByRole('alert').getAttribute('aria-label'),
        )
        return find()!
      }
      await photographBeside(desk, name, appear, () => giveUp(desk))
    }
  } finally {
    await peer.close()
  }
})
