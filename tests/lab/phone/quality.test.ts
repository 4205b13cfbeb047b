import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noLabBecause } from '../../support/lab.ts'
import { startScene, type Scene } from '../../support/phone/scene.ts'

describe.skipIf(noLabBecause() !== undefined)('how a call sounds is told', () => {
  let scene: Scene
  beforeAll(async () => (scene = await startScene()))
  afterAll(() => scene?.close())
  afterEach(() => scene.clear())

  test('good on a good line; what is wrong while a third of the packets is lost; good again; the figures with the end', async () => {
    const { callId, them } = await scene.talking()
    const good = await scene.settled(callId, (one) => one.quality !== null)
    expect(good.quality).toMatchObject({ level: 'good', cause: null })
    them.sound.loses(0.35)
    const bad = await scene.settled(callId, (one) => one.quality?.level === 'poor', 20_000)
    expect(bad.quality).toMatchObject({ cause: 'loss' })
    them.sound.loses(0)
    await scene.settled(callId, (one) => one.quality?.level === 'good', 30_000)
    await scene.phone.call('hangUp', { callId })
    const { figures, quality } = await scene.ended(callId)
    expect(quality).toBeNull()
    expect(figures?.samples).toBeGreaterThanOrEqual(3)
    expect(figures?.mosWorst).toBeLessThan(3.5)
    expect(figures?.mosAverage).toBeGreaterThan(figures?.mosWorst ?? 5)
    expect(figures?.lossPercent).toBeGreaterThan(2)
  })

  test('a held call is not judged', async () => {
    const { callId } = await scene.talking()
    await scene.settled(callId, (one) => one.quality !== null)
    await scene.phone.call('hold', { callId })
    await scene.settled(callId, (one) => one.held && one.quality === null)
    await wait(5000)
    expect((await scene.current(callId))?.quality).toBeNull()
  })

  test('a call nobody answered has no figures', async () => {
    const { call, them } = await scene.rings()
    them.cancel()
    expect((await scene.ended(call.callId)).figures).toBeNull()
  })
})
