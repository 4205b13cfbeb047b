import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { likeness, SAME_VOICE } from '../support/audio/likeness.ts'
import { readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'
import { startPlain, type PlainApp } from '../support/plain-app.ts'
import { customer, type Customer } from '../support/phone/customer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const department = { id: uuidv7(), name: 'Claims department', shown: '+36 1 555 0100', dialled: '+3615550100' }

test('a conference by the keyboard: joined, shown, said, still there after the desk crashed, and one side removed', async ({
  home,
}) => {
  test.setTimeout(180_000)
  const lab = await startLab()
  const profile = lab.profile() as { line: object }
  const recorded = { ...profile, line: { ...profile.line, recording: { policy: 'always' } } }
  const where = home(recorded, { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  const voice = readWav(join(lab.folder, 'customer.wav'))
  const telephones: Customer[] = []
  let app: PlainApp | null = null
  const telephone = async (): Promise<Customer> => {
    const made = await customer(lab.ports.SIP_PORT, voice)
    telephones.push(made)
    return made
  }
  try {
    const [them, colleague] = [await telephone(), await telephone()]
    expect(await colleague.register(department.dialled)).toBe(200)
    app = await startPlain(where)
    const { desk } = app
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    await settle(desk, 1)
    await must(desk, 'contacts.create', {
      id: department.id,
      input: { displayName: department.name, kind: 'internal', points: [{ type: 'phone', raw: department.shown }] },
    })
    const answered = them.call(`sip:claims.2.${eva.dialled}@toll.test`)
    await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing')
    await desk.keyboard.press('F2')
    expect(await answered).toBe(200)
    const first = await until(desk, 'they talk', ({ interactions }) => interactions[0]?.call?.phase === 'connected')
    const evas = first.interactions[0]?.interaction.id ?? ''
    const join3 = desk.getByRole('button', { name: 'Conference', exact: true })
    await expect(join3).toHaveCount(0)
    const asked = uuidv7()
    await must(desk, 'call.dial', { id: asked, target: department.shown, contactId: department.id })
    await until(
      desk,
      'the department is talked to, and she waits',
      ({ interactions }) =>
        interactions.every(({ call }) => call?.phase === 'connected') &&
        interactions.some(({ call, interaction }) => interaction.id === evas && call?.held === true && !call.holdPending),
      20_000,
    )
    await expect(join3).toHaveAttribute('aria-pressed', 'false')
    await desk.keyboard.press('Shift+F9')
    const both = (held: boolean) => (now: { interactions: readonly { call: { together: boolean; held: boolean } | null }[] }) =>
      now.interactions.length === 2 && now.interactions.every(({ call }) => call?.together === true && call.held === held)
    await until(desk, 'all three are together', both(false), 20_000)
    const group = desk.getByRole('group', { name: 'Conference' })
    await expect(group).toContainText(eva.name)
    await expect(group).toContainText(department.name)
    await expect(desk.getByRole('group', { name: 'Held' })).toHaveCount(0)
    await expect(desk.getByRole('status').filter({ hasText: 'Conference with' })).toHaveText(
      `Conference with ${eva.name} and ${department.name}`,
    )
    await expect(join3).toHaveAttribute('aria-pressed', 'true')
    await desk.keyboard.press('F6')
    await until(desk, 'both wait', both(true), 20_000)
    // The desk draws it a moment after main knows it.
    await expect(desk.getByRole('button', { name: 'Resume', exact: true })).not.toHaveAttribute('aria-disabled', 'true')
    await desk.keyboard.press('F6')
    await until(desk, 'both are back', both(false), 20_000)
    await desk.keyboard.press('F7')
    await until(desk, 'muted to both', ({ interactions }) => interactions.every(({ call }) => call?.muted === true))

    const again = await app.crashDesk()
    await expect(again.getByRole('group', { name: 'Conference' })).toContainText(department.name)
    for (const { name } of [eva, department])
      await expect(again.getByRole('group', { name: `Recording of the call with ${name}` }).getByRole('status')).toHaveText(
        'Recording',
      )
    colleague.sound.speak(false)
    await wait(500)
    // The window that crashed and loads again takes both cores for seconds.
    await expect(async () => {
      const from = Date.now()
      await wait(4000)
      const heard = await colleague.sound.heard(from, Date.now())
      expect(likeness(voice, heard), 'the department hears her').toBeGreaterThan(SAME_VOICE)
    }).toPass({ timeout: 25_000 })

    // One pause is of both: what is said is heard by both.
    await again.keyboard.press('F10')
    await until(again, 'both pause', ({ recordings }) => recordings.length === 2 && recordings.every(({ paused }) => paused))
    // And one button for it.
    await expect(again.getByRole('button', { name: 'Go on recording' })).toHaveCount(1)
    await again.getByRole('button', { name: `Remove ${department.name}` }).press('Enter')
    await until(again, 'she is talked to alone', ({ interactions }) => {
      const hers = interactions.find(({ interaction }) => interaction.id === evas)?.call
      return hers?.phase === 'connected' && !hers.together && !hers.held
    })
    await expect(again.getByRole('status').filter({ hasText: 'has left' })).toHaveText(
      `${department.name} has left the conference`,
    )
    await expect(again.getByRole('group', { name: 'Conference' })).toHaveCount(0)
    await expect.poll(() => colleague.got.map(({ method }) => method)).toContain('BYE')
    await again.keyboard.press('F4')
    await until(again, 'all is over', ({ interactions }) =>
      interactions.every(({ interaction }) => interaction.state === 'wrap_up'),
    )
    for (const [id, contactId] of [
      [evas, eva.id],
      [asked, department.id],
    ] as const) {
      const { interaction, segments } = await must(again, 'interactions.get', { id })
      expect(interaction.contactId).toBe(contactId)
      expect(segments.filter(({ kind }) => kind === 'conference' || kind === 'hold').map(({ kind }) => kind)).toEqual([
        ...(id === evas ? ['hold'] : []),
        ...['conference', 'hold', 'conference'],
      ])
    }
  } finally {
    await app?.kill()
    for (const one of telephones) one.close()
    await lab.stop()
  }
})
