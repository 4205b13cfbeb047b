import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { settle } from '../support/people.ts'
import { photographer } from '../support/photographer.ts'
import { keyFile, loopback, recordedProfile, recordingOf, talk } from '../support/recorded.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

test('pictures of a call that is recorded, and of its recording', async ({ home, start }) => {
  test.setTimeout(300_000)
  const exchange = await ringingPeer()
  try {
    const { desk, electron } = await start(home(recordedProfile(exchange, 'consent'), keyFile), { switches: loopback })
    const all = photographer(desk, electron)
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    await settle(desk, 1)
    const id = await talk(desk, exchange)
    const act = (what: 'agree' | 'payment' | 'paid'): Promise<null> => must(desk, 'recording.act', { id, act: what })
    await all('recording-consent')
    await act('agree')
    await all('recording')
    await act('payment')
    await all('recording-payment')
    await act('paid')
    await desk.keyboard.press('F4')
    const { id: recordingId } = await recordingOf(desk, id, 'whole')
    await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
    await must(desk, 'recording.hold', { id: recordingId, hold: true })
    await desk.getByRole('list', { name: 'Call log' }).getByRole('button').first().click()
    await expect(desk.getByRole('group', { name: 'Player' })).toBeVisible()
    await all('recording-player')
  } finally {
    await exchange.peer.close()
  }
})
