import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { likeness, SAME_VOICE } from '../support/audio/likeness.ts'
import { loudestTenth, SILENT_DB } from '../support/audio/loudness.ts'
import { must, until } from '../support/desk.ts'
import { noLabBecause } from '../support/lab.ts'
import type { FarCustomer } from '../support/network/far-customer.ts'
import { backAfter, comes } from '../support/network/hears.ts'
import { startStage, type Stage } from '../support/network/stage.ts'
import { noNamespaceBecause } from '../support/run/no-network.ts'

const none = noLabBecause() ?? noNamespaceBecause()
test.skip(none !== undefined, none ?? '')
test.describe.configure({ mode: 'serial' })

let stage: Stage
test.beforeAll(async () => {
  stage = await startStage()
})
test.afterAll(() => stage?.close())

/** Each hears the other, one after the other: while both speak, the echo canceller takes parts of the agent away. */
async function bothVoices(them: FarCustomer): Promise<void> {
  await them.ask('speak', false)
  await wait(500)
  const from = Date.now()
  await wait(3000)
  const customer = await them.ask('heard', from, Date.now())
  await them.ask('speak', true)
  await wait(400)
  await stage.ear.reset()
  await wait(3000)
  const agent = await stage.ear.take()
  expect(likeness(stage.voices.agent, customer), 'the customer hears the agent').toBeGreaterThan(SAME_VOICE)
  expect(likeness(stage.voices.customer, agent), 'the agent hears the customer').toBeGreaterThan(SAME_VOICE)
}

/** Resolves when the call's region says it, however short it stands there. */
const shows = (words: string): Promise<unknown> =>
  stage.desk.evaluate(`new Promise((done, failed) => {
    const look = () => document.querySelector('[role=region][aria-label="Call"], section[aria-label="Call"]')?.textContent.includes(${JSON.stringify(words)})
    const observer = new MutationObserver(() => look() && (observer.disconnect(), done(null)))
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    setTimeout(() => failed(new Error('not said within 15 s: ' + ${JSON.stringify(words)})), 15000)
  })`)

const offers = async (them: FarCustomer): Promise<number> =>
  (await them.ask('got')).filter((one) => one.method === 'INVITE').length

test('in a call the cable is pulled and Wi-Fi takes over: said at once, both voices back, the same call', async () => {
  const { desk, ways } = stage
  const { id, them } = await stage.talking()
  await bothVoices(them)
  const before = await them.ask('dialog')
  const said = shows('No sound')
  said.catch(() => undefined)
  const change = Date.now()
  ways.down('wired')
  ways.up('wifi')
  const back = await backAfter(stage, them, change)
  console.log(`sound back after the change of network: agent ${back.agent} ms, customer ${back.customer} ms`)
  await said
  await bothVoices(them)
  expect(await stage.call(), 'and the exchange is there again').toMatchObject({ phase: 'connected', signallingLost: false })
  expect(await them.ask('dialog')).toEqual(before)
  expect((await must(desk, 'app.snapshot', null)).interactions.map((each) => each.interaction.id)).toEqual([id])
  expect(await them.ask('bye'), 'the exchange reaches the agent by the new way').toBe(200)
  await until(desk, 'the call is over', (now) => now.interactions[0]?.interaction.state === 'wrap_up')
  expect((await must(desk, 'app.snapshot', null)).interactions[0]?.interaction.endReason).toBe('hung_up_there')
  await stage.putAway(id)
})

test('while idle another network takes over: the next call rings; held over a change; no network for a while; hung up without one', async () => {
  const { desk, ways } = stage
  const [before, after] = ways.there('wired') ? (['wired', 'wifi'] as const) : (['wifi', 'wired'] as const)
  ways.up(after)
  await wait(1500)
  ways.down(before)
  // Sent over the old way a call would be lost: this is how long it may take until there is another one.
  await wait(4000)
  const called = Date.now()
  const { answered, id, them } = await stage.rings()
  console.log(`rang ${Date.now() - called} ms after it was called`)
  await desk.keyboard.press('F2')
  expect(await answered).toBe(200)
  await until(desk, 'they talk', (now) => now.interactions.some((each) => each.call?.phase === 'connected'))
  await bothVoices(them)

  await test.step('held over a change: silence through it, both voices when it is resumed', async () => {
    await must(desk, 'call.hold', { id })
    await until(desk, 'held', (now) => now.interactions[0]?.call?.held === true && !now.interactions[0].call.holdPending)
    const offered = await offers(them)
    ways.down(after)
    const held = Date.now()
    await wait(1000)
    ways.up(before)
    await stage.ear.reset()
    await comes('the call is offered anew', async () => (await offers(them)) > offered)
    await until(desk, 'reconciled', (now) => now.interactions[0]?.call?.signallingLost === false)
    await wait(1500)
    expect((await them.ask('got')).findLast((one) => one.method === 'INVITE')?.direction, 'still held').toBe('sendonly')
    expect(loudestTenth(await them.ask('heard', held + 300, Date.now())), 'the customer hears nothing').toBeLessThan(SILENT_DB)
    expect(loudestTenth(await stage.ear.take()), 'the agent hears nothing').toBeLessThan(SILENT_DB)
    expect(await stage.call()).toMatchObject({ phase: 'connected', held: true, holdProblem: null })
    await must(desk, 'call.resume', { id })
    await until(desk, 'resumed', (now) => now.interactions[0]?.call?.held === false)
    await bothVoices(them)
  })

  await test.step('no network for twenty seconds: said, and both voices are back after it', async () => {
    ways.down(before)
    await expect(desk.getByRole('region', { name: 'Call', exact: true })).toContainText('Exchange lost')
    await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/In call/)
    await wait(17_000)
    const change = Date.now()
    ways.up(before)
    const back = await backAfter(stage, them, change)
    console.log(`sound back after twenty seconds without a network: agent ${back.agent} ms, customer ${back.customer} ms`)
    await bothVoices(them)
    expect(await stage.call()).toMatchObject({ phase: 'connected', signallingLost: false })
  })

  await test.step('hung up without a network: over at once for the agent, and the exchange is told when there is one', async () => {
    ways.down(before)
    await wait(1000)
    await must(desk, 'call.hangUp', { id })
    await until(desk, 'over', (now) => now.interactions[0]?.interaction.state === 'wrap_up', 2000)
    expect((await must(desk, 'app.snapshot', null)).interactions[0]?.interaction.endReason).toBe('hung_up_here')
    await wait(2000)
    expect((await them.ask('got')).filter((one) => one.method === 'BYE')).toEqual([])
    ways.up(before)
    await comes('BYE', async () => (await them.ask('got')).some((one) => one.method === 'BYE'))
    await stage.putAway(id)
    await until(desk, 'the line is ready', (now) => now.line.word === 'ready', 15_000)
  })
})
