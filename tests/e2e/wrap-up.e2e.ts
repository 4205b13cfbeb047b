import type { Page } from '@playwright/test'
import { ask, must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { evasInvite, peerProfile } from '../support/nowhere.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'

/** A practice customer calls, is answered and hung up on: the desk wraps up. Answers with the call. */
async function wrapsUp(desk: Page): Promise<string> {
  await must(desk, 'practice.callNow', { scenarioId: 'price-higher' })
  await until(
    desk,
    'it rings',
    ({ interactions }) => interactions.some(({ interaction }) => interaction.state === 'ringing'),
    30_000,
  )
  await desk.keyboard.press('F2')
  await until(desk, 'they talk', ({ interactions }) => interactions[0]?.call?.phase === 'connected')
  await desk.keyboard.press('F4')
  const { interactions } = await until(desk, 'wrap-up', (now) => now.interactions[0]?.interaction.state === 'wrap_up')
  return interactions[0]?.interaction.id ?? ''
}

test('wrap-up by its rule: with an outcome, without one, or for a while that can be made longer', async ({ start }) => {
  test.setTimeout(150_000)
  const { desk } = await start(undefined, { switches: ['--practice'] })
  await until(desk, 'practice is there', ({ line, practice }) => line.word === 'ready' && practice !== null, 60_000)
  await must(desk, 'practice.pause', { paused: true })
  const finish = desk.getByRole('button', { name: 'Finish', exact: true })
  const idle = (): Promise<unknown> => until(desk, 'it is over', ({ interactions }) => interactions.length === 0, 30_000)
  const work = desk.getByRole('region', { name: 'Wrap-up', exact: true })

  await test.step('usual: no end without an outcome', async () => {
    const id = await wrapsUp(desk)
    await finish.click()
    await expect(desk.getByRole('alert').filter({ hasText: /./ }).first()).toBeVisible()
    expect((await must(desk, 'app.snapshot', null)).interactions[0]?.interaction.id).toBe(id)
    await must(desk, 'settings.set', { patch: { wrapUp: { mode: 'optional', seconds: 60 } } })
    await finish.click()
    await idle()
    const { interaction } = await must(desk, 'interactions.get', { id })
    expect(interaction).toMatchObject({ state: 'closed', disposition: null })
  })

  await test.step('for a while: chosen in the settings, counted down, a minute more, and kept when it ends by itself', async () => {
    await desk.getByRole('link', { name: /^Settings/ }).click()
    await desk.getByRole('button', { name: /^Line/ }).first().click()
    await desk.getByText('For a while', { exact: true }).click()
    await desk.screenshot({ path: inCheckout('test-results/wrap-up-settings.png') })
    await desk.getByRole('button', { name: /How long$/ }).click()
    await desk.getByRole('option', { name: /^15/ }).click()
    await until(desk, 'it is kept', ({ settings }) => settings.wrapUp.mode === 'timed' && settings.wrapUp.seconds === 15)
    await desk.getByRole('link', { name: /^Phone/ }).click()
    const id = await wrapsUp(desk)
    await expect(work).toContainText(/0:1\d left/)
    await desk.getByRole('button', { name: 'One more minute' }).click()
    await expect(work).toContainText(/1:\d\d left/)
    await desk.screenshot({ path: inCheckout('test-results/wrap-up-timed.png') })
    await work.getByRole('textbox', { name: 'Note' }).fill('She gets the difference back.')
    await work.getByRole('radio', { name: /Resolved/ }).check({ force: true })
    // The minute that was added is taken back: the rule changed.
    await must(desk, 'settings.set', { patch: { wrapUp: { mode: 'mandatory', seconds: 15 } } })
    await expect(work).not.toContainText('left')
    await must(desk, 'interaction.finish', { id, code: 'resolved', note: 'She gets the difference back.' })
    await idle()
    await must(desk, 'settings.set', { patch: { wrapUp: { mode: 'timed', seconds: 10 } } })
    const other = await wrapsUp(desk)
    await work.getByRole('textbox', { name: 'Note' }).fill('Will call again.')
    await idle()
    const { interaction } = await must(desk, 'interactions.get', { id: other })
    expect(interaction).toMatchObject({ state: 'closed', disposition: null, note: 'Will call again.' })
  })
})

test('a queue of the profile is wrapped up with its own outcomes, in its order; main takes no other', async ({ home, start }) => {
  const exchange = await sipPeer(friendly)
  try {
    const profile = { ...peerProfile(exchange.url), queues: [{ name: 'Orders', dispositions: ['callback_agreed', 'resolved'] }] }
    const { desk } = await start(home(profile, { 'db.key': { text: 'k'.repeat(64) } }))
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    const wraps = async (callId: string, queue: string): Promise<string> => {
      exchange.send(evasInvite(callId, `X-Queue: ${queue}`))
      await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing')
      await desk.keyboard.press('F2')
      await until(desk, 'they talk', ({ interactions }) => interactions[0]?.call?.phase === 'connected')
      await desk.keyboard.press('F4')
      const { interactions } = await until(desk, 'wrap-up', (now) => now.interactions[0]?.interaction.state === 'wrap_up')
      return interactions[0]?.interaction.id ?? ''
    }
    const group = desk.getByRole('group', { name: 'Disposition' })
    const id = await wraps('orders', 'Orders')
    await expect(group.getByRole('radio')).toHaveCount(2)
    await expect(group).toHaveText(/^Disposition\s*Callback agreed\s*1\s*Resolved\s*2$/)
    const refused = await ask(desk, 'interaction.finish', { id, code: 'wrong_number', note: '' })
    expect(refused).toMatchObject({ ok: false, error: { kind: 'bad_input' } })
    await desk.keyboard.press('2')
    await desk.getByRole('button', { name: 'Finish', exact: true }).click()
    await until(desk, 'it is over', ({ interactions }) => interactions.length === 0)
    expect((await must(desk, 'interactions.get', { id })).interaction.disposition).toBe('resolved')
    await wraps('claims', 'Claims')
    await expect(group.getByRole('radio')).toHaveCount(8)
  } finally {
    await exchange.close()
  }
})
