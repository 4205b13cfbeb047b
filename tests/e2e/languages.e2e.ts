import { join } from 'node:path'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva } from '../support/people.ts'
import { filled, flaws, smallWindow } from '../support/readable.ts'

test('a call from ring to wrap-up in the pseudo-locale and in every language', async ({ home, start }) => {
  const none = noLabBecause()
  test.skip(none !== undefined, none ?? '')
  test.setTimeout(240_000)
  const lab = await startLab()
  try {
    const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
    const app = await start(where, { lang: 'en-XA' })
    const { desk } = app
    await filled(desk)
    await smallWindow(app)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready')
    const found: string[] = []
    const inPseudo = async (view: string): Promise<void> => void found.push(...(await flaws(desk, `pseudo ${view}`, true)))
    const inEach = async (view: string): Promise<void> => {
      for (const language of ['de', 'hu', 'cs', 'mn'] as const) {
        await must(desk, 'settings.set', { patch: { language } })
        await expect(desk.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
        found.push(...(await flaws(desk, `${language} ${view}`, false)))
      }
    }
    for (const look of [inPseudo, inEach]) {
      await lab.telephone.dial(`sip:claims.2.${eva.dialled}@toll.test`)
      const ringing = await until(desk, 'it rings', (snapshot) => snapshot.interactions[0]?.interaction.state === 'ringing')
      const id = ringing.interactions[0]?.interaction.id ?? ''
      await look('ringing')
      await must(desk, 'call.answer', { id })
      await until(desk, 'the call is up', (snapshot) => snapshot.interactions[0]?.interaction.state === 'talk')
      await look('call')
      await must(desk, 'call.hangUp', { id })
      await until(desk, 'it is over', (snapshot) => snapshot.interactions[0]?.interaction.state === 'wrap_up')
      await look('wrap-up')
      await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
      await until(desk, 'it is finished', (snapshot) => snapshot.interactions.length === 0)
    }
    expect(found).toEqual([])
  } finally {
    await lab.stop()
  }
})
