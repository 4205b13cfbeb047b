import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { evasInvite, peerProfile } from '../support/nowhere.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

test('calls that ring in vain make the desk Not ready by itself: said, with the reason, undone by one choice', async ({
  home,
  start,
}) => {
  test.setTimeout(120_000)
  const exchange = await sipPeer(friendly)
  const answers: string[] = []
  exchange.onResponse((text) => answers.push(text))
  try {
    const where = home(peerProfile(exchange.url), { 'db.key': { text: 'k'.repeat(64) } })
    const { desk } = await start(where)
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    await desk.getByRole('link', { name: /^Settings/ }).click()
    await desk.getByRole('button', { name: /^Line/ }).first().click()
    await desk.getByRole('button', { name: /Say Not ready by itself$/ }).click()
    await desk.getByRole('option', { name: 'After 2 calls in a row' }).click()
    await until(desk, 'it is kept', ({ settings }) => settings.notReadyAfter === 2)

    const inVain = async (callId: string): Promise<void> => {
      exchange.send(evasInvite(callId))
      await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing')
      await desk.waitForTimeout(10_500)
      exchange.send(evasInvite(callId).replace('INVITE sip', 'CANCEL sip').replace('1 INVITE', '1 CANCEL'))
      await until(desk, 'it is over', ({ interactions }) => interactions.length === 0)
    }
    await inVain('vain1')
    await until(desk, 'one is no reason', ({ line }) => line.word === 'ready')
    await inVain('vain2')
    await until(desk, 'not ready', ({ line }) => line.word === 'not_ready' && line.presence.reason === 'rungOut')
    const line = desk.getByRole('status', { name: 'Line' })
    await expect(line).toHaveText('Not ready')
    await expect(desk.getByText('Calls rang in vain')).toBeVisible()
    await expect(desk.getByText('2 calls in a row rang here in vain')).toBeVisible()

    // The next one does not ring here at all: the exchange looks for somebody who is there.
    exchange.send(evasInvite('elsewhere'))
    await expect.poll(() => answers.some((text) => text.startsWith('SIP/2.0 480') && text.includes('elsewhere'))).toBe(true)
    await desk.getByRole('button', { name: 'Change your state' }).click()
    await desk.getByRole('button', { name: 'Ready', exact: true }).click()
    await until(desk, 'ready again', (now) => now.line.word === 'ready')
    exchange.send(evasInvite('again'))
    await until(desk, 'it rings again', ({ interactions }) => interactions[0]?.interaction.state === 'ringing')
    const { interactions } = await must(desk, 'app.snapshot', null)
    await must(desk, 'call.decline', { id: interactions[0]?.interaction.id ?? '' })
  } finally {
    await exchange.close()
  }
})
