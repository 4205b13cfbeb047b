import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { stateHeadset, toggleHeadset } from '../support/headset/devices.ts'
import { plugIn } from '../support/headset/plugged.ts'
import { peerProfile, quietMailbox } from '../support/nowhere.ts'
import { eva } from '../support/people.ts'
import { keyFile, loopback } from '../support/recorded.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

/** By their place in the list that is plugged in. */
const [state, toggle] = [0, 1]

test('a headset is chosen, answers, mutes, holds and hangs up, and its lamps follow; unplugged, the call goes on', async ({
  home,
  start,
}) => {
  test.setTimeout(120_000)
  const exchange = await ringingPeer()
  try {
    const where = home(peerProfile(exchange.peer.url, [quietMailbox]), keyFile)
    const { desk, electron } = await start(where, { switches: loopback })
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    const buttons = desk.getByRole('group', { name: 'Headset buttons' })
    const choose = buttons.getByRole('button', { name: 'Choose a headset' })
    const settingsPage = async (): Promise<void> => {
      await desk.getByRole('link', { name: 'Settings', exact: true }).click()
      await desk
        .getByRole('button', { name: /^Sound/ })
        .first()
        .click()
    }
    const callThat = (
      what: string,
      fits: (one: { phase: string; muted: boolean; held: boolean; holdPending: boolean }) => boolean,
    ): Promise<unknown> =>
      until(desk, what, ({ interactions }) => interactions.some((each) => each.call !== null && fits(each.call)))
    const kept = (): unknown => JSON.parse(readFileSync(join(where.userData, 'settings.json'), 'utf8')).headsets

    const headsets = await plugIn(electron, [stateHeadset, toggleHeadset])
    const lamps = async (): Promise<string[]> => [await headsets.lamps(state), await headsets.lamps(toggle)].map(String)
    await until(desk, 'the line is ready again', ({ line }) => line.word === 'ready', 30_000)

    await test.step('nothing is plugged in, and that is said; it can be called off', async () => {
      await headsets.unplug(state)
      await headsets.unplug(toggle)
      await settingsPage()
      await expect(buttons.getByText('None chosen.')).toBeVisible()
      await choose.press('Enter')
      await headsets.passOnChoosing()
      await expect(buttons.getByText('No headset with buttons is plugged in.')).toBeVisible()
      await expect(buttons.getByRole('button', { name: 'Cancel' })).toBeFocused()
      await desk.keyboard.press('Enter')
      await expect(buttons.getByText('No headset with buttons is plugged in.')).toBeHidden()
    })

    await test.step('two are chosen by keyboard as they are plugged in, and remembered without their serial number', async () => {
      for (const [n, { productName }] of [stateHeadset, toggleHeadset].entries()) {
        await choose.press('Enter')
        await headsets.passOnChoosing()
        await expect(buttons.getByRole('button', { name: 'Cancel' })).toBeVisible()
        await headsets.plug(n)
        await buttons.getByRole('button', { name: `Use ${productName}` }).press('Enter')
        await expect(buttons.getByRole('listitem').filter({ hasText: productName })).toContainText('Connected')
        await expect(choose).toBeFocused()
      }
      const remembered = [stateHeadset, toggleHeadset].map((each) => {
        const { productId, productName: name, vendorId } = each
        return { vendorId, productId, name }
      })
      await expect.poll(kept).toEqual(remembered)
    })

    await test.step('without a call no button does anything', async () => {
      for (const button of ['hook', 'redial', 'mute'] as const) await headsets.press(toggle, button)
      await headsets.press(state, 'hook')
      expect((await must(desk, 'app.snapshot', null)).interactions).toEqual([])
      // Off the hook by itself: told again that there is no call, it gives in.
      await expect.poll(() => headsets.offHook(state)).toBe(false)
    })

    await test.step('it rings: answered by the hook; what the other one answers to its lamp is no press', async () => {
      await exchange.ring(desk, eva.dialled)
      await expect.poll(lamps).toEqual(['ring', 'ring'])
      await headsets.press(state, 'hook')
      await callThat('they talk', ({ phase }) => phase === 'connected')
      await expect(desk.getByRole('link', { name: 'Phone', exact: true })).toHaveAttribute('aria-current', 'page')
      await expect.poll(lamps).toEqual(['offHook', 'offHook'])
      await wait(300)
      await expect(call.getByRole('button', { name: /^Hang up/ })).toBeVisible()
    })

    await test.step('mute, from either of them and by mouse', async () => {
      await headsets.press(toggle, 'mute')
      await expect(call.getByRole('button', { name: /^Unmute/ })).toBeVisible()
      await expect.poll(lamps).toEqual(['offHook,mute', 'offHook,mute'])
      await headsets.press(state, 'mute')
      await expect(call.getByRole('button', { name: /^Mute/ })).toBeVisible()
      await expect.poll(lamps).toEqual(['offHook', 'offHook'])
      // By mouse: the lamps follow.
      await call.getByRole('button', { name: /^Mute/ }).click()
      await expect.poll(lamps).toEqual(['offHook,mute', 'offHook,mute'])
      await call.getByRole('button', { name: /^Unmute/ }).click()
      await expect.poll(lamps).toEqual(['offHook', 'offHook'])
    })

    await test.step('flash holds and resumes', async () => {
      await headsets.press(state, 'flash')
      await callThat('on hold', ({ held, holdPending }) => held && !holdPending)
      await expect.poll(() => headsets.lamps(state)).toEqual(['offHook', 'hold'])
      await headsets.press(state, 'flash')
      await callThat('off hold', ({ held }) => !held)
      await expect.poll(lamps).toEqual(['offHook', 'offHook'])
    })

    await test.step('unplugged in the call: it goes on; plugged in again: the lamps are right at once', async () => {
      await headsets.unplug(state)
      await until(desk, 'it is away', (snapshot) => snapshot.headsets.chosen[state]?.state === 'away')
      await callThat('they still talk', ({ phase }) => phase === 'connected')
      await headsets.plug(state)
      await expect.poll(lamps).toEqual(['offHook', 'offHook'])
      await callThat('they still talk', ({ phase }) => phase === 'connected')
    })

    await test.step('the hook of the other kind hangs up; a button declines the next call', async () => {
      await headsets.press(toggle, 'hook')
      await until(desk, 'wrap-up', ({ interactions }) => interactions.some((each) => each.interaction.state === 'wrap_up'))
      await expect.poll(lamps).toEqual(['', ''])
      await exchange.ring(desk, '+36209998877')
      await expect.poll(() => headsets.lamps(state)).toEqual(['ring'])
      await headsets.press(state, 'reject')
      await expect.poll(lamps).toEqual(['', ''])
      await until(desk, 'nothing rings', ({ interactions }) => interactions.every((each) => each.call?.phase !== 'ringing'))
    })

    await test.step('one that another program holds is said; forgotten, its buttons are not ours', async () => {
      await settingsPage()
      await headsets.unplug(state)
      await expect(buttons.getByRole('listitem').first()).toContainText('Not plugged in')
      await headsets.plug(state, true)
      await expect(buttons.getByRole('listitem').first()).toContainText('In use by another program')
      for (const { productName } of [stateHeadset, toggleHeadset])
        await buttons.getByRole('button', { name: `Forget ${productName}` }).press('Enter')
      await expect(buttons.getByText('None chosen.')).toBeVisible()
      await expect.poll(kept).toEqual([])
      await exchange.ring(desk, '+36209998877')
      await callThat('it rings', ({ phase }) => phase === 'ringing')
      await headsets.press(toggle, 'hook')
      await wait(300)
      await callThat('it still rings', ({ phase }) => phase === 'ringing')
      expect(await lamps()).toEqual(['', ''])
    })
    for (const log of [where.log, join(where.userData, 'logs/courtesy.log')])
      expect(readFileSync(log, 'utf8')).not.toContain('SN-12345')
  } finally {
    await exchange.peer.close()
  }
})
