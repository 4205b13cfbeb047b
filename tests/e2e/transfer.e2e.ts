import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { likeness, SAME_VOICE } from '../support/audio/likeness.ts'
import { cut, readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab, type Lab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'
import { customer, type Customer } from '../support/phone/customer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const department = { id: uuidv7(), name: 'Claims department', shown: '+36 1 555 0100', dialled: '+3615550100' }

/** Éva rings, and the agent answers by the keyboard. */
async function evaTalks(desk: Page, lab: Lab): Promise<void> {
  await lab.telephone.dial(`sip:claims.2.${eva.dialled}@toll.test`)
  await answers(desk)
}

async function answers(desk: Page): Promise<void> {
  await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing')
  await desk.keyboard.press('F2')
  await until(desk, 'they talk', ({ interactions }) => interactions.some(({ call }) => call?.phase === 'connected'))
}

async function finished(desk: Page): Promise<void> {
  const { interactions } = await until(
    desk,
    'only wrap-up is left',
    (now) => now.interactions.length > 0 && now.interactions.every(({ interaction }) => interaction.state === 'wrap_up'),
    30_000,
  )
  for (const { interaction } of interactions)
    await must(desk, 'interaction.finish', { id: interaction.id, code: 'resolved', note: '' })
  await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 30_000)
}

/** What reaches the department's telephone is Éva's voice. */
async function hearsEva(colleague: Customer, lab: Lab): Promise<void> {
  colleague.sound.speak(false)
  const from = Date.now()
  await wait(5000)
  const heard = cut(await colleague.sound.heard(from, Date.now()), 0.5)
  expect(likeness(readWav(join(lab.folder, 'customer.wav')), heard)).toBeGreaterThan(SAME_VOICE)
}

test('a call is handed over by the keyboard: to a name of the records, to nobody, and to somebody who was asked first', async ({
  home,
  start,
}) => {
  test.setTimeout(240_000)
  const lab = await startLab()
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  const telephones: Customer[] = []
  const telephone = async (): Promise<Customer> => {
    const made = await customer(lab.ports.SIP_PORT, readWav(join(lab.folder, 'customer.wav')))
    telephones.push(made)
    return made
  }
  try {
    const colleague = await telephone()
    expect(await colleague.register(department.dialled)).toBe(200)
    const { desk } = await start(where)
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    await settle(desk, 5)
    await must(desk, 'contacts.create', {
      id: department.id,
      input: { displayName: department.name, kind: 'internal', points: [{ type: 'phone', raw: department.shown }] },
    })
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    const form = desk.getByRole('dialog', { name: 'Transfer' })

    await test.step('found by name, handed over at once', async () => {
      await evaTalks(desk, lab)
      await desk.keyboard.press('F9')
      await expect(form.getByRole('textbox', { name: 'Number or name' })).toBeFocused()
      await desk.keyboard.type('Claims dep')
      await expect(desk.getByRole('option', { name: /Claims department/ })).toBeVisible()
      await desk.keyboard.press('ArrowDown')
      await desk.keyboard.press('Enter')
      await desk.keyboard.press('Enter')
      await expect(form).toBeHidden()
      await until(desk, 'it is handed over', ({ interactions }) => interactions[0]?.interaction.state === 'wrap_up', 30_000)
      const { interactions } = await must(desk, 'app.snapshot', null)
      expect(interactions[0]?.interaction).toMatchObject({ endReason: 'transferred', outcome: 'transferred' })
      await hearsEva(colleague, lab)
      await lab.telephone.hangUp()
      await finished(desk)
      await desk.getByRole('link', { name: /^Customers/ }).click()
      await desk.getByRole('list').getByText(eva.name).first().click()
      await expect(desk.getByRole('list', { name: 'Timeline' })).toContainText('Handed over')
      await desk.keyboard.press('Control+1')
    })

    await test.step('nobody there: she is back, and it is said why', async () => {
      await evaTalks(desk, lab)
      await desk.keyboard.press('F9')
      await desk.keyboard.type('+36 1 999 0000')
      await desk.keyboard.press('Enter')
      const state = call.getByRole('status').filter({ hasText: 'Not transferred' })
      await expect(state).toContainText('unknown number', { timeout: 20_000 })
      await expect(state).toContainText('It is still yours.')
      await expect(call.getByRole('button', { name: /^Hold/ })).toBeVisible()
      await desk.keyboard.press('F4')
      await finished(desk)
    })

    await test.step('asked first: she waits, the department is talked to, then the two are connected and both calls are over', async () => {
      // The lab's baresip is too old to take somebody's place (RFC 3891); Éva has a telephone that can.
      const them = await telephone()
      const answered = them.call(`sip:claims.2.${eva.dialled}@toll.test`)
      await answers(desk)
      expect(await answered).toBe(200)
      await desk.keyboard.press('F9')
      await desk.keyboard.type(department.shown)
      await desk.keyboard.press('Tab')
      await desk.keyboard.press('Tab')
      await expect(form.getByRole('button', { name: 'Ask first' })).toBeFocused()
      await desk.keyboard.press('Enter')
      await until(
        desk,
        'the department is talked to',
        ({ interactions }) =>
          interactions.filter(({ call: one }) => one?.phase === 'connected').length === 2 &&
          interactions.some(({ call: one, interaction }) => interaction.direction === 'outbound' && one?.held === false),
        20_000,
      )
      const held = desk.getByRole('group', { name: 'Held' })
      await expect(held).toContainText(eva.name)
      await held.getByRole('button', { name: `Connect with ${department.name}` }).press('Enter')
      await expect.poll(() => them.referred.length).toBe(1)
      const [, address = '', replaces = ''] = /^<(.+)\?Replaces=(.+)>$/.exec(them.referred[0]?.to ?? '') ?? []
      const onward = await telephone()
      expect(await onward.call(address, [`Replaces: ${decodeURIComponent(replaces)}`])).toBe(200)
      await them.notify('SIP/2.0 200 OK', true)
      await until(
        desk,
        'both are over',
        ({ interactions }) =>
          interactions.length === 2 && interactions.every(({ interaction }) => interaction.endReason === 'transferred'),
        30_000,
      )
      await hearsEva(colleague, lab)
    })
  } finally {
    for (const one of telephones) one.close()
    await lab.stop()
  }
})
