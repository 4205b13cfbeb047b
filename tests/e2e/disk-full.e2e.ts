import { readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { ask, must, until } from '../support/desk.ts'
import { expect, test as base } from '../support/e2e.ts'
import { eva, settle } from '../support/people.ts'
import { startPlain, type PlainApp } from '../support/plain-app.ts'
import { ringingPeer } from '../support/ringing-peer.ts'
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts'

/** Unmounted and closed whatever becomes of the test, before the home is removed. */
const test = base.extend<{ disks: SmallDisk[]; running: PlainApp[] }>({
  disks: async ({ homes: _homes }, use) => {
    const disks: SmallDisk[] = []
    await use(disks)
    for (const disk of disks) disk.unmount()
  },
  running: async ({ disks: _disks }, use) => {
    const running: PlainApp[] = []
    await use(running)
    for (const app of running) await app.kill()
  },
})

/** The disk under everything Courtesy keeps is full in the middle of a call: said in words, nothing lost, and the call never notices. */
test('a full disk in a call: said at the note, the call goes on, and once there is room all is kept by itself', async ({
  home,
  disks,
  running,
}) => {
  test.setTimeout(300_000)
  const exchange = await ringingPeer()
  const line = { uri: 'sip:agent@toll.test', secret: { value: 'secret' }, servers: [exchange.peer.url], allowInsecure: true }
  const where = home(
    { version: 1, line: { ...line, region: 'HU', iceServers: [] }, storage: { key: { file: 'db.key' } } },
    { 'db.key': { text: 'k'.repeat(64) } },
  )
  const disk = mountSmallDisk(where.userData, 96)
  if (typeof disk === 'string') {
    await exchange.peer.close()
    test.skip(true, disk)
    return
  }
  disks.push(disk)
  const begin = async (): Promise<PlainApp> => {
    const app = await startPlain(where, { switches: ['--allow-loopback-in-peer-connection'] })
    running.push(app)
    return app
  }
  try {
    const app = await begin()
    const { desk } = app
    desk.setDefaultTimeout(30_000)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await settle(desk, 1)
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    const note = desk.getByPlaceholder('What matters later')
    const safe = desk.getByText(/^Kept \d/)
    const alert = desk.getByRole('alert').filter({ hasText: 'Not kept yet: The disk is full.' })
    const words = { before: 'Asks for invoice 4711.', full: ' Wants it by letter.', after: ' Thanked us.' }
    const kept: string[] = []

    await test.step('a call with a note that is kept', async () => {
      await exchange.ring(desk, eva.dialled)
      await expect(call).toContainText(eva.name, { timeout: 30_000 })
      await call.getByRole('button', { name: /^Answer/ }).click()
      await until(desk, 'they talk', (snapshot) => snapshot.interactions[0]?.call?.phase === 'connected')
      await expect.poll(() => exchange.packets(desk), { timeout: 30_000 }).toBeGreaterThan(50)
      await note.pressSequentially(words.before)
      await expect(safe).toBeVisible({ timeout: 30_000 })
    })
    const { interaction } = (await must(desk, 'app.snapshot', null)).interactions[0]!

    await test.step('the disk fills: what is typed says so and stays, what was not kept was not said to be', async () => {
      disk.fill()
      for (let n = 0; n < 500; n++) {
        disk.fill()
        const id = uuidv7()
        const body = `${n} ${'words '.repeat(500)}`
        const put = await ask(desk, 'notes.put', { note: { id, contactId: eva.id, interactionId: null, body } })
        if (put.ok) kept.push(id)
        else {
          expect(put.error).toMatchObject({ kind: 'storage', messageKey: 'error.records.diskFull', retryable: true })
          break
        }
        expect(n, 'the disk gets full').toBeLessThan(499)
      }
      await note.press('End')
      await note.pressSequentially(words.full)
      await expect(alert).toBeVisible({ timeout: 30_000 })
      // Tried again and again, it stays said, and the words stay.
      const tries = await desk.evaluate('performance.now()')
      await expect.poll(() => desk.evaluate('performance.now()'), { timeout: 30_000 }).toBeGreaterThan(Number(tries) + 5000)
      await expect(alert).toBeVisible()
      await expect(note).toHaveValue(words.before + words.full)
    })

    await test.step('the customer is heard and hears, and the list of customers is read', async () => {
      const before = await exchange.packets(desk)
      await expect.poll(() => exchange.packets(desk), { timeout: 30_000 }).toBeGreaterThan(before + 100)
      expect((await must(desk, 'app.snapshot', null)).interactions[0]?.call?.phase).toBe('connected')
      expect((await must(desk, 'contacts.card', { id: eva.id })).contact.displayName).toBe(eva.name)
    })

    await test.step('there is room again: it is kept by itself', async () => {
      disk.free()
      await expect(safe).toBeVisible({ timeout: 30_000 })
      await expect(note).toHaveValue(words.before + words.full)
      expect((await must(desk, 'interactions.get', { id: interaction.id })).interaction.note).toBe(words.before + words.full)
    })

    await test.step('full once more: the call can be hung up, and what is written in the wrap-up is kept once there is room', async () => {
      disk.fill()
      await note.press('End')
      await note.pressSequentially(words.after)
      await expect(alert).toBeVisible({ timeout: 30_000 })
      await desk.keyboard.press('F4')
      await expect.poll(() => exchange.peer.requests.some((request) => request.method === 'BYE')).toBe(true)
      await until(desk, 'wrap-up', (snapshot) => snapshot.interactions[0]?.interaction.state === 'wrap_up')
      await expect(note).toHaveValue(words.before + words.full + words.after)
      await expect(alert).toBeVisible({ timeout: 30_000 })
      disk.free()
      await expect
        .poll(async () => (await must(desk, 'interactions.get', { id: interaction.id })).interaction, { timeout: 30_000 })
        .toMatchObject({ state: 'wrap_up', note: words.before + words.full + words.after })
    })
    const processes = (await must(desk, 'app.snapshot', null)).processes
    expect(processes.map((each) => each.restarts)).toEqual(processes.map(() => 0))

    await test.step('killed and started again: everything that was acknowledged is there', async () => {
      await app.kill()
      const next = await begin()
      const snapshot = await until(next.desk, 'the wrap-up is back', (one) => one.interactions.length > 0, 60_000)
      expect(snapshot.interactions[0]?.interaction).toMatchObject({
        id: interaction.id,
        note: words.before + words.full + words.after,
      })
      const timeline = await must(next.desk, 'timeline.list', { contactId: eva.id, cursor: null, limit: 200 })
      for (const id of kept) expect(timeline.items.map((entry) => entry.id)).toContain(id)
      expect(timeline.items.filter((entry) => entry.kind === 'note')).toHaveLength(kept.length)
    })
    // What a crash of a process, or an error nobody caught, leaves in the app's own words.
    expect(readFileSync(where.log, 'utf8')).not.toMatch(
      /"what":"(main.uncaught|main.unhandled|\w+.gone|process.exited|ipc.handler.threw)"/,
    )
  } finally {
    await exchange.peer.close()
  }
})
