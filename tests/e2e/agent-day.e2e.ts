import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerSave, flaws } from '../support/deck-editor.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { peerProfile } from '../support/nowhere.ts'
import { friendly, sipPeer, type SipRequest } from '../support/sip-peer.ts'

test('an agent’s day: the exchange is told each state by its codes, a kill loses none, the lead sees and saves it', async ({
  home,
  start,
}) => {
  test.setTimeout(120_000)
  let refused = '*472'
  const exchange = await sipPeer((request, reply, socket) => {
    const taken = ['Contact: <sip:peer@127.0.0.1>', 'Content-Type: application/sdp']
    if (request.method !== 'INVITE') return request.method === 'BYE' ? reply('200 OK') : friendly(request, reply, socket)
    if (request.uri.includes(refused)) return reply('404 Not Found')
    return reply('200 OK', taken, 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n')
  })
  /** Since the last sign-in: a launch that Playwright could not attach to has signed in as well. */
  const told = (): string[] => {
    const all = exchange.requests
      .filter(({ method }) => method === 'INVITE')
      .map(({ uri }) => decodeURIComponent(/^sip:([^@]+)@/.exec(uri)?.[1] ?? uri))
    return all.slice(Math.max(0, all.lastIndexOf('*45')))
  }
  const offer = (request: SipRequest | undefined): string => request?.body ?? ''
  const agentCodes = { login: '*45', logout: '*46', pause: '*47', reasons: { lunch: '*472' }, unpause: '#48' }
  try {
    const where = home(peerProfile(exchange.url, [], { agentCodes }), { 'db.key': { text: 'k'.repeat(64) } })
    const first = await start(where)
    await until(first.desk, 'the line is ready', ({ line }) => line.word === 'ready')
    await must(first.desk, 'settings.set', { patch: { firstStart: { done: true } } })
    const state = async (desk: typeof first.desk, name: string): Promise<void> => {
      await desk.getByRole('button', { name: 'Change your state' }).click()
      await desk.getByRole('button', { name, exact: true }).click()
    }

    await test.step('logged in and said how they are; what the exchange refuses stands in the line’s menu', async () => {
      await expect.poll(told).toEqual(['*45', '#48'])
      // A call as any other, for an exchange of the web: encrypted, and no microphone opened for it.
      expect(offer(exchange.requests.find(({ method }) => method === 'INVITE'))).toMatch(/a=fingerprint:/)
      expect((await must(first.desk, 'app.snapshot', null)).interactions).toEqual([])
      await state(first.desk, 'Lunch')
      await until(first.desk, 'not ready', ({ line }) => line.word === 'not_ready')
      await first.desk.getByRole('button', { name: 'Change your state' }).click()
      await expect(first.desk.getByText('The exchange refused code *472 (404).')).toBeVisible()
      await first.desk.keyboard.press('Escape')
      refused = 'none'
      await state(first.desk, 'Ready')
      await until(first.desk, 'ready', ({ line }) => line.word === 'ready' && line.codeFailed === null)
      await state(first.desk, 'Lunch')
      await expect.poll(told).toEqual(['*45', '#48', '*472', '*472'])
    })

    await first.kill()
    const second = await start(where)
    const { desk, electron } = second
    await until(desk, 'the line is ready again', ({ line }) => line.word === 'ready')
    await expect.poll(told).toEqual(['*45', '#48'])

    await test.step('the lead sees the day, what it was made of, and where it was cut off', async () => {
      await desk.getByRole('link', { name: 'Supervision', exact: true }).click()
      await desk.getByRole('button', { name: /^Working days/ }).click()
      const row = desk.getByRole('row', { name: /Anna Kovács/ })
      await expect(row).toHaveCount(1)
      await row.getByText('States of the day').press('Enter')
      const states = row.getByRole('listitem')
      await expect(states.filter({ hasText: /at least \d\d:\d\d Not ready \(Lunch\)/ })).toHaveCount(1)
      await expect(states.last()).toHaveText(/\d\d:\d\d– Ready$/)
      expect(await flaws(desk)).toEqual([])
      await desk.screenshot({ path: test.info().outputPath('working-days.png') })
      const path = join(where.folder, 'states.csv')
      await answerSave(electron, path)
      await desk.getByRole('button', { name: 'Save the days (CSV)' }).click()
      await expect(desk.getByText(/^1 day written to /)).toBeVisible()
      expect(readFileSync(path, 'utf8').split('\r\n')[1]).toMatch(/^\d{4}-\d\d-\d\d,Anna Kovács,\d{4}-[^,]*Z,,,\d+,/)
      expect((await must(desk, 'audit.list', { cursor: null, limit: 1 })).items[0]).toMatchObject({ action: 'states.export' })
    })

    await second.close()
    expect(told().at(-1)).toBe('*46')
    const again = await start(where)
    await until(again.desk, 'records are open', ({ access }) => access.state === 'open')
    const [day] = (await must(again.desk, 'states.days', { cursor: null })).items
    const { items } = await must(again.desk, 'states.of', { agent: 'Anna Kovács', day: day?.day ?? '', cursor: null, limit: 200 })
    // One kill in the lunch, and sign-outs that were seen.
    expect(items.filter(({ cutOff, state }) => cutOff && state === 'not_ready')).toHaveLength(1)
  } finally {
    await exchange.close()
  }
})
