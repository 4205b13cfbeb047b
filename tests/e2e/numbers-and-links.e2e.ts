import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { headset } from '../support/audio/headset.ts'
import { loudestTenth, SILENT_DB } from '../support/audio/loudness.ts'
import { startLoudspeaker } from '../support/audio/loudspeaker.ts'
import { speak } from '../support/audio/voice.ts'
import { readWav } from '../support/audio/wav.ts'
import type { AppHome } from '../support/app/home.ts'
import { must, until } from '../support/desk.ts'
import { spawnApp } from '../support/electron-app.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { cancelFrom, inviteFrom, peerProfile, quietMailbox } from '../support/nowhere.ts'
import { eva, settle } from '../support/people.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Another program hands a link over, as the system does: a second start with the link as its argument, which goes at once. */
async function handOver(home: AppHome, link: string): Promise<void> {
  const second = spawnApp(home, { switches: [link] })
  if (second.exitCode === null) await once(second, 'exit')
}

const idle = (desk: Page): Promise<unknown> =>
  until(desk, 'nobody is on the line', ({ interactions }) =>
    interactions.every(({ call }) => call === null || call.phase === 'ended'),
  )

/** One desk at a scripted exchange: what rings where, for whom it was, what a number does when it is clicked and what a link may do. */
test('the ringer on its own device, whom a call was for, numbers that ring, links that only fill in', async ({ home, start }) => {
  test.setTimeout(240_000)
  const exchange = await ringingPeer()
  const { peer } = exchange
  const where = home(peerProfile(peer.url, [quietMailbox]), { 'db.key': { text: 'k'.repeat(64) } })
  const speaker = await startLoudspeaker(where.folder)
  const devices = headset(where.folder, speaker, speak(join(where.folder, 'agent.wav'), 'Good morning, this is Anna.'))
  const dialled = (): string[] => peer.requests.filter(({ method }) => method === 'INVITE').map(({ uri }) => uri)
  try {
    devices.plugMicrophone()
    devices.plugBell()
    const { desk } = await start(where, {
      realDevices: true,
      env: speaker.env,
      switches: ['--allow-loopback-in-peer-connection', '--autoplay-policy=no-user-gesture-required'],
    })
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    await settle(desk, 3)
    const call = desk.getByRole('region', { name: 'Call', exact: true })

    /** Rings for a moment; how loud it was at both loudspeakers. */
    const rings = async (name: string): Promise<{ bell: number; speaker: number }> => {
      const record = [await speaker.record(`${name}-bell`, 'bell'), await speaker.record(`${name}-speaker`)]
      peer.send(inviteFrom('+36209998877', name))
      await expect(call).toContainText('+36 20 999 8877')
      await wait(2500)
      const [bell, loud] = await Promise.all(record.map(async (end) => loudestTenth(readWav(await end()))))
      peer.send(cancelFrom('+36209998877', name))
      await idle(desk)
      return { bell: bell ?? NaN, speaker: loud ?? NaN }
    }

    await test.step('the ringer is heard where it was set to, and there alone', async () => {
      await desk.getByRole('link', { name: 'Settings', exact: true }).click()
      await desk.getByRole('button', { name: /^Sound/ }).click()
      const ringer = desk.getByRole('group', { name: 'Ringer' }).getByRole('checkbox', { name: 'Bell' })
      const chosen = (count: number): Promise<unknown> =>
        until(desk, `${count} ringers`, ({ devices: now }) => now?.selected.ringer.length === count)
      await ringer.click({ force: true })
      await chosen(1)
      const apart = await rings('apart')
      expect(apart.bell).toBeGreaterThan(SILENT_DB + 20)
      expect(apart.speaker).toBeLessThan(SILENT_DB)
      const testing = [await speaker.record('test-bell', 'bell'), await speaker.record('test-speaker')]
      await desk.getByRole('button', { name: 'Test the ringer' }).click()
      await wait(2000)
      const [bell, loud] = await Promise.all(testing.map(async (end) => loudestTenth(readWav(await end()))))
      expect(bell).toBeGreaterThan(SILENT_DB + 20)
      expect(loud).toBeLessThan(SILENT_DB)
      await ringer.click({ force: true })
      await chosen(0)
      // Heard once, and a call rings in that very moment: it is heard all the same.
      await desk.getByRole('button', { name: 'Test the ringer' }).click()
      const together = await rings('together')
      expect(together.speaker).toBeGreaterThan(SILENT_DB + 20)
      expect(together.bell).toBeLessThan(SILENT_DB)
    })

    await test.step('on several at once, and on what is left when one of them is unplugged, which is said', async () => {
      const ringers = desk.getByRole('group', { name: 'Ringer' }).getByRole('checkbox')
      await expect(ringers).toHaveCount(2)
      for (const one of await ringers.all()) await one.click({ force: true })
      await until(desk, 'both are kept', ({ settings }) => settings.devices.ringer.length === 2)
      const both = await rings('both')
      expect(both.bell).toBeGreaterThan(SILENT_DB + 20)
      expect(both.speaker).toBeGreaterThan(SILENT_DB + 20)
      devices.unplugBell()
      await expect(desk.getByRole('status', { name: 'Sound', exact: true })).toContainText('One of your ringers is unplugged')
      await expect(desk.getByText('One of them is not plugged in; it rings on the others.')).toBeVisible()
      const left = await speaker.record('left')
      peer.send(inviteFrom('+36209998877', 'left'))
      await expect(call).toContainText('+36 20 999 8877')
      await wait(2000)
      peer.send(cancelFrom('+36209998877', 'left'))
      expect(loudestTenth(readWav(await left()))).toBeGreaterThan(SILENT_DB + 20)
      await idle(desk)
      await desk.getByRole('checkbox', { name: 'A device that is not plugged in' }).click({ force: true })
      await expect(desk.getByRole('status', { name: 'Sound', exact: true })).toHaveText('')
    })

    await test.step('whom a forwarded call was for: ringing, in the call, and afterwards', async () => {
      peer.send(
        inviteFrom(
          '+36209998877',
          'history',
          'History-Info: <sip:+3611234567@toll.test>;index=1',
          'History-Info: <sip:agent@toll.test;cause=302>;index=1.1',
        ),
      )
      await expect(call).toContainText('Forwarded from +36 1 123 4567')
      peer.send(cancelFrom('+36209998877', 'history'))
      await idle(desk)
      const chip = call.getByText('Forwarded from +36 1 765 4321')
      await exchange.ring(desk, eva.dialled, ['Diversion: <sip:+3617654321@toll.test>;reason=no-answer'])
      await expect(chip).toBeVisible()
      await call.getByRole('button', { name: /^Answer/ }).click()
      await until(desk, 'they talk', ({ interactions }) => interactions.some((each) => each.call?.phase === 'connected'))
      await expect(chip).toBeVisible()
      await call.getByRole('button', { name: /^Hang up/ }).click()
      await desk.getByRole('group', { name: 'Disposition' }).getByRole('radio').first().click({ force: true })
      await desk.getByRole('button', { name: /^Finish/ }).click()
      await desk.getByRole('list', { name: 'Call log' }).getByText(eva.name).first().click()
      await expect(desk.getByText('+36 1 765 4321')).toBeVisible()
    })

    await test.step('a number in the record rings at a click, and so does one in the search', async () => {
      const before = dialled().length
      await desk.getByRole('link', { name: 'Customers', exact: true }).click()
      await desk.getByRole('list', { name: 'Everybody' }).getByText(eva.name).click()
      await desk.getByRole('region', { name: 'Customer', exact: true }).getByRole('button', { name: eva.phone }).click()
      await expect.poll(dialled).toHaveLength(before + 1)
      await expect(desk.getByRole('link', { name: /^Phone/ })).toHaveAttribute('aria-current', 'page')
      await idle(desk)
      const search = desk.getByRole('searchbox', { name: 'Search' })
      await search.fill('szabo')
      await desk.getByRole('option', { name: `Ring ${eva.name}, ${eva.phone}` }).click()
      await expect.poll(dialled).toHaveLength(before + 2)
      await idle(desk)
      await search.fill('06 20 555')
      await expect(desk.getByRole('option').first()).toBeVisible()
      await search.fill('06 20 555 1234')
      await desk.getByRole('option', { name: 'Ring 06 20 555 1234' }).click()
      await expect.poll(dialled).toHaveLength(before + 3)
      expect(dialled().slice(before)).toEqual([
        `sip:${eva.dialled}@toll.test`,
        `sip:${eva.dialled}@toll.test`,
        'sip:+36205551234@toll.test',
      ])
      await idle(desk)
    })

    await test.step('tel: fills the dial pad and never dials', async () => {
      const before = dialled().length
      const box = desk.getByRole('textbox', { name: 'Number or name' })
      await desk.getByRole('link', { name: 'Settings', exact: true }).click()
      for (const [link, shown] of [
        ['tel:+36-30-123-4567', '+36-30-123-4567'],
        ['tel:+3680123456;ext=9;phone-context=evil.example', '+3680123456'],
        ['tel:0900"><img src=x onerror=alert(1)>', '0900img srcx onerroralert(1)'],
        ['tel:CALL-ME-NOW', 'CALL-ME-NOW'],
        ['sip:anna@toll.test?Replaces=1&Subject=x', 'sip:anna@toll.test'],
      ] as const) {
        await handOver(where, link)
        await expect(box).toHaveValue(shown)
      }
      await handOver(where, `tel:${'9'.repeat(10_000)}`)
      await wait(1000)
      await expect(box).toHaveValue('sip:anna@toll.test')
      expect(dialled()).toHaveLength(before)
      await idle(desk)
    })

    await test.step('mailto: fills a letter in and never sends', async () => {
      const letter = desk.getByRole('group', { name: 'New letter' })
      await handOver(where, 'mailto:eva@customer.test?cc=bela@customer.test&subject=1+1=2&body=Why%3F%0A%3Cb%3Enow%3C/b%3E')
      await expect(letter.getByRole('button', { name: 'Remove eva@customer.test' })).toBeVisible()
      await expect(letter.getByRole('button', { name: 'Remove bela@customer.test' })).toBeVisible()
      await expect(letter.getByRole('textbox', { name: 'Subject' })).toHaveValue('1+1=2')
      await expect(letter.getByRole('textbox', { name: 'Message' })).toHaveText('Why?<b>now</b>')

      await handOver(
        where,
        'mailto:x@customer.test?bcc=spy@evil.example&attach=/etc/passwd&attachment=/etc/passwd&from=ceo@toll.test&subject=Hi%0d%0aBcc:%20spy@evil.example',
      )
      await expect(letter.getByRole('button', { name: 'Remove x@customer.test' })).toBeVisible()
      await expect(letter.getByRole('textbox', { name: 'Subject' })).toHaveValue('Hi Bcc: spy@evil.example')
      await expect(letter.getByRole('button', { name: /^Remove / })).toHaveCount(1)
      await handOver(where, `mailto:late@customer.test?body=${'x'.repeat(10_000)}`)
      await wait(1000)
      const drafts = await must(desk, 'drafts.list', null)
      expect(drafts.map(({ attachments, bcc, to }) => [to.map(({ address }) => address), bcc, attachments])).toEqual([
        [['x@customer.test'], [], []],
        [['eva@customer.test'], [], []],
      ])
      expect((await must(desk, 'app.snapshot', null)).outbox).toEqual([])
    })
  } finally {
    devices.stop()
    await speaker.stop()
    await peer.close()
  }
})
