import { join } from 'node:path'
import { readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva } from '../support/people.ts'
import { customer, type Customer } from '../support/phone/customer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

test('what the other side of a call asks is shown there and decided by the agent: handed on, taken over, and refused by the setting', async ({
  home,
  start,
}) => {
  test.setTimeout(180_000)
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
    expect(await colleague.register('orders-desk')).toBe(200)
    const { desk } = await start(where)
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    const asked = call.getByRole('group', { name: 'Asked in the call' })
    const talks = async (): Promise<Customer> => {
      const them = await telephone()
      const answered = them.call('sip:claims.2.colleague@toll.test')
      await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing')
      await desk.keyboard.press('F2')
      expect(await answered).toBe(200)
      await until(desk, 'they talk', ({ interactions }) => interactions[0]?.call?.phase === 'connected')
      return them
    }
    const finished = async (): Promise<void> => {
      const over = ({ interaction }: { interaction: { state: string } }): boolean => interaction.state === 'wrap_up'
      const { interactions } = await until(desk, 'wrap-up', (now) => now.interactions.length > 0 && now.interactions.every(over))
      for (const { interaction } of interactions)
        await must(desk, 'interaction.finish', { id: interaction.id, code: 'resolved', note: '' })
      await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    }

    await test.step('handed on', async () => {
      const them = await talks()
      const answered = them.refer('sip:orders-desk@toll.test')
      await expect(asked.getByRole('alert')).toHaveText('The exchange asks to hand this call over to orders-desk.')
      await asked.getByRole('button', { name: 'Call them' }).click()
      expect(await answered).toBe(202)
      await until(
        desk,
        'two calls',
        ({ interactions }) => interactions.filter((one) => one.call?.phase === 'connected').length === 2,
      )
      await expect(asked).toBeHidden()
      expect(colleague.got.map(({ method }) => method)).toContain('INVITE')
      await them.bye()
      await until(desk, 'one is over', ({ interactions }) => interactions.some((one) => one.interaction.state === 'wrap_up'))
      await colleague.bye()
      await finished()
    })

    await test.step('taken over: the record of who is there now is opened, in the same call', async () => {
      const contactId = crypto.randomUUID()
      await must(desk, 'contacts.create', {
        id: contactId,
        input: { displayName: eva.name, kind: 'external', points: [{ type: 'phone', raw: eva.dialled }] },
      })
      const them = await talks()
      const { interactions } = await must(desk, 'app.snapshot', null)
      const { callId, local, remote } = them.dialog()
      const second = await telephone()
      const answered = second.call(`sip:claims.2.${eva.dialled}@toll.test`, [
        `Replaces: ${callId};to-tag=${remote};from-tag=${local}`,
      ])
      await expect(asked.getByRole('alert')).toContainText('calls to take the place of')
      await asked.getByRole('button', { name: 'Answer' }).click()
      expect(await answered).toBe(200)
      const now = await until(desk, 'it is her', (all) => all.interactions[0]?.card?.contact.id === contactId)
      expect(now.interactions).toHaveLength(1)
      expect(now.interactions[0]?.interaction.id).toBe(interactions[0]?.interaction.id)
      await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText(eva.name)
      expect(them.got.map(({ method }) => method)).toContain('BYE')
      await second.bye()
      await finished()
    })

    await test.step('parked by one button, once the exchange’s code is known; the slot it names is said', async () => {
      const { settings } = await must(desk, 'app.snapshot', null)
      await must(desk, 'settings.set', { patch: { exchange: { ...settings.exchange, parkCode: '700' } } })
      const them = await talks()
      await desk.keyboard.press('F9')
      await desk.getByRole('dialog', { name: 'Transfer' }).getByRole('button', { name: 'Park' }).click()
      await expect.poll(() => them.referred.map(({ to }) => to)).toEqual(['<sip:700@toll.test>'])
      await them.notify('SIP/2.0 200 OK\r\nContact: <sip:701@toll.test>', true)
      await expect(desk.getByText('Parked in slot 701')).toBeVisible()
      await finished()
    })

    await test.step('refused by the setting', async () => {
      await desk.getByRole('link', { name: /^Settings/ }).click()
      await desk.getByRole('button', { name: /^Line/ }).first().click()
      await desk.getByRole('button', { name: /Somebody wants to hand a call over/ }).click()
      await desk.getByRole('option', { name: 'Refuse' }).click()
      await until(desk, 'it is kept', ({ settings }) => settings.handOver === 'refuse')
      const them = await talks()
      expect(await them.refer('sip:orders-desk@toll.test')).toBe(603)
      await them.bye()
      await finished()
    })
  } finally {
    for (const one of telephones) one.close()
    await lab.stop()
  }
})
