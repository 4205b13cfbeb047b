import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { likeness, SAME_VOICE, spokenSeconds } from '../support/audio/likeness.ts'
import { speak } from '../support/audio/voice.ts'
import { readWav } from '../support/audio/wav.ts'
import { answerSave } from '../support/deck-editor.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

test('callers of every kind, and a call out', async ({ start, home }) => {
  test.setTimeout(240_000)
  const lab = await startLab()
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  const agent = speak(
    join(where.folder, 'agent.wav'),
    'Good morning, this is Anna speaking. I wanted to tell you that your order is on its way.',
  )
  try {
    const { desk, electron } = await start(where, { microphone: agent })
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    const line = desk.getByRole('status', { name: 'Line' })
    const customer = desk.getByRole('region', { name: 'Customer', exact: true })
    const ring = (number: string): Promise<string> => lab.telephone.dial(`sip:orders.1.${number}@toll.test`)
    const giveUp = async (): Promise<void> => {
      await lab.telephone.hangUp()
      await until(desk, 'the call is over', (snapshot) =>
        snapshot.interactions.every((each) => each.call === null || each.call.phase === 'ended'),
      )
    }
    await expect(line).toHaveText(/Ready/, { timeout: 20_000 })

    await test.step('an unknown number: a form with the number in it; once made, the call is hers', async () => {
      await ring('+36305550111')
      await expect(call).toContainText('+36 30 555 0111')
      const name = desk.getByRole('textbox', { name: 'Name', exact: true })
      await name.fill('Nagy Borbála')
      await desk.getByRole('button', { name: 'Save as a new customer' }).click()
      await expect(customer).toContainText('Nagy Borbála')
      await expect(call).toContainText('Nagy Borbála')
      await giveUp()
      // Missed, and the next call knows her.
      await expect(desk.getByText('Nagy Borbála').first()).toBeVisible()
      await ring('+36305550111')
      await expect(call).toContainText('Nagy Borbála')
      await giveUp()
      const missed = await must(desk, 'interactions.callLog', { filter: 'missed', cursor: null })
      expect(missed.items.map((row) => [row.contactName, row.outcome])).toEqual([
        ['Nagy Borbála', 'missed'],
        ['Nagy Borbála', 'missed'],
      ])
    })

    await test.step('a withheld number makes no customer', async () => {
      const before = (await must(desk, 'contacts.list', { cursor: null })).items.length
      await ring('anonymous')
      await expect(call).toContainText(/withheld|does not show/i)
      await giveUp()
      expect((await must(desk, 'contacts.list', { cursor: null })).items.length).toBe(before)
      expect((await must(desk, 'interactions.callLog', { cursor: null })).items[0]).toMatchObject({
        contactId: null,
        remote: null,
        outcome: 'missed',
      })
    })

    await test.step('a shared number: the person chooses, and may undo', async () => {
      const people = ['Kis Péter', 'Kis Anna']
      for (const displayName of people)
        await must(desk, 'contacts.create', {
          id: uuidv7(),
          input: { displayName, points: [{ type: 'phone', raw: '+3615550142', usage: 'shared' }] },
        })
      await ring('+3615550142')
      const chooser = desk.getByRole('list', { name: 'Who is it?' })
      await expect(chooser.getByRole('listitem')).toHaveCount(2)
      await expect(call).not.toContainText('Kis')
      await chooser.getByRole('button', { name: /Kis Anna/ }).click()
      await expect(customer).toContainText('Kis Anna')
      await customer.getByRole('button', { name: 'Not this person' }).click()
      await expect(call).not.toContainText('Kis Anna')
      await desk.getByRole('button', { name: 'Undo', exact: true }).click()
      await expect(call).toContainText('Kis Anna')
      await giveUp()
    })

    await test.step('declined', async () => {
      await ring('+36305550111')
      await call.getByRole('button', { name: /^Decline/ }).click()
      await until(desk, 'it is gone', (snapshot) => snapshot.interactions.length === 0)
      expect((await must(desk, 'interactions.callLog', { cursor: null })).items[0]).toMatchObject({ outcome: 'declined' })
    })

    await test.step('a call out from the dial pad: heard, muted, heard again; tones; wrap-up', async () => {
      await desk
        .getByRole('textbox', { name: 'Number or name' })
        .or(desk.getByRole('combobox', { name: 'Number or name' }))
        .first()
        .fill('customer')
      await desk.keyboard.press('Enter')
      await expect(line).toHaveText(/In call/)
      await until(desk, 'it is answered', (snapshot) => snapshot.interactions[0]?.call?.phase === 'connected')
      await wait(5000)
      await call.getByRole('button', { name: /^Mute/ }).click()
      await expect(call.getByRole('button', { name: /^Unmute/ })).toBeVisible()
      await wait(700)
      const heard = (): ReturnType<typeof readWav> => readWav(lab.recordings().at(-1)?.heard ?? '')
      const before = spokenSeconds(heard())
      await wait(3000)
      expect(spokenSeconds(heard()) - before, 'muted is not heard').toBeLessThan(0.3)
      await call.getByRole('button', { name: /^Unmute/ }).click()
      await call.getByRole('button', { name: /^Keypad/ }).click()
      await desk.keyboard.type('5')
      await wait(2500)
      expect(likeness(readWav(agent), heard()), 'the agent is heard').toBeGreaterThan(SAME_VOICE)
      await desk.keyboard.press('Escape')
      await lab.telephone.hangUp()
      await expect(line).toHaveText(/Wrap-up/)
      await desk
        .getByRole('group', { name: 'Disposition' })
        .getByRole('radio', { name: /Information given/ })
        .check({ force: true })
      await desk.getByRole('button', { name: /^Finish/ }).click()
      await expect(line).toHaveText(/Ready/)
      expect((await must(desk, 'interactions.callLog', { filter: 'outbound', cursor: null })).items[0]).toMatchObject({
        outcome: 'answered',
        disposition: 'information_given',
      })
    })

    await test.step('the last number is one press away, looked at before it is rung', async () => {
      const box = desk
        .getByRole('textbox', { name: 'Number or name' })
        .or(desk.getByRole('combobox', { name: 'Number or name' }))
        .first()
      await expect(desk.getByRole('button', { name: /^Last number: / })).toBeVisible()
      await box.click()
      await desk.keyboard.press('Enter')
      await expect(box).toHaveValue('customer')
      expect((await must(desk, 'app.snapshot', null)).interactions).toEqual([])
      await box.fill('')
    })

    await test.step('the call log goes into a file', async () => {
      const path = join(where.folder, 'calls.csv')
      await answerSave(electron, path)
      await desk.getByRole('button', { name: 'Save the call log (CSV)' }).click()
      await expect(desk.getByText(/\d+ calls written to /)).toBeVisible()
      const lines = readFileSync(path, 'utf8').trim().split('\r\n')
      const { items } = await must(desk, 'interactions.callLog', { filter: 'all', cursor: null, limit: 200 })
      expect(lines).toHaveLength(items.length + 1)
      expect(lines[1]).toContain(',outbound,answered,customer,')
      expect((await must(desk, 'audit.list', { cursor: null })).items[0]).toMatchObject({ action: 'calls.export' })
    })
  } finally {
    await lab.stop()
  }
})
