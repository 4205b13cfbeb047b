import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { likeness, SAME_VOICE } from '../../support/audio/likeness.ts'
import { loudestTenth, SILENT_DB } from '../../support/audio/loudness.ts'
import type { Sound } from '../../support/audio/wav.ts'
import { noLabBecause, type Lab } from '../../support/lab.ts'
import { startScene, type Scene } from '../../support/phone/scene.ts'

describe.skipIf(noLabBecause() !== undefined)('the exchange goes away and comes back', () => {
  let scene: Scene
  let lab: Lab
  let phone: Scene['phone']
  beforeAll(async () => {
    scene = await startScene()
    ;({ lab, phone } = scene)
  })
  afterAll(() => scene?.close())
  const pid = (): number => Number(readFileSync(join(lab.folder, 'kamailio.pid'), 'utf8'))
  /** Ends the proxy with all its children: sockets close, nothing is said. Returns when it is gone and the phone has noticed. */
  const stop = async (): Promise<void> => {
    const proxy = pid()
    process.kill(proxy, 'SIGTERM')
    await until('proxy gone', async () => !existsSync(`/proc/${proxy}`))
    await until('noticed', async () => (await state()) !== 'registered')
  }
  const start = async (): Promise<void> => {
    const { folder } = lab
    spawn('kamailio', ['-E', '-f', 'kamailio.cfg', '-P', join(folder, 'kamailio.pid'), '-w', folder, '-Y', folder, '-DD'], {
      cwd: folder,
      stdio: 'ignore',
      env: lab.env,
    }).unref()
  }
  const state = async (): Promise<string> => {
    const snapshot = await phone.call('snapshot', null)
    return snapshot.ok ? snapshot.value.registration.state : 'unknown'
  }
  const until = async (what: string, passes: () => Promise<boolean>, ms = 20_000): Promise<number> => {
    const began = Date.now()
    while (!(await passes())) {
      if (Date.now() - began > ms) throw new Error(`${what}: not within ${ms} ms`)
      await wait(25)
    }
    return Date.now() - began
  }
  const talking = () => scene.talking()
  const current = (callId: string) => scene.current(callId)
  const ended = (callId: string) => scene.ended(callId)
  const hears = async (ms: number): Promise<Sound> => {
    await scene.ear.reset()
    await wait(ms)
    return scene.ear.take()
  }

  /** The next test begins with an exchange that runs, a line that is registered and no call. */
  afterEach(async () => {
    if (!existsSync(`/proc/${pid()}`)) await start()
    await until('registered for the next test', async () => (await state()) === 'registered', 60_000)
    await scene.clear()
  })

  test('while idle: said at once, tried again without end, registered again', async () => {
    await stop()
    expect(await phone.call('dial', { callId: '0196e2f5-6a2b-7c11-9d3e-000000000009', target: 'customer' })).toMatchObject({
      ok: false,
      error: { messageKey: 'error.call.lineDown' },
    })
    await wait(2000)
    await start()
    const took = await until('registered', async () => (await state()) === 'registered')
    console.log('registered again after', took, 'ms')
    const { callId } = await talking()
    await phone.call('hangUp', { callId })
    await ended(callId)
  })

  test('during a call: the sound goes on, the call is reconciled, hold and hang-up work after it', async () => {
    const { them, callId } = await talking()
    await wait(1500)
    await stop()
    await until('signalling lost', async () => (await current(callId))?.signallingLost === true)
    expect(likeness(scene.voices.customer, await hears(4000))).toBeGreaterThan(SAME_VOICE)
    await start()
    console.log(
      'call reconciled after',
      await until('reconciled', async () => (await current(callId))?.signallingLost === false),
      'ms',
    )
    expect(them.got.some((one) => one.method === 'INVITE')).toBe(true)
    // The new agreement of both ends with the relay may cost a moment of sound; it must be back, and hers, right after.
    const after = likeness(scene.voices.customer, await hears(4000))
    expect(Math.max(after, after > SAME_VOICE ? 0 : likeness(scene.voices.customer, await hears(4000)))).toBeGreaterThan(
      SAME_VOICE,
    )
    await phone.call('hold', { callId })
    await until('held', async () => (await current(callId))?.held === true)
    await phone.call('hangUp', { callId })
    expect((await ended(callId)).endReason).toBe('hung_up_here')
    await until('BYE', async () => them.got.some((one) => one.method === 'BYE'), 5_000)
  })

  test('hanging up while the exchange is away: over for the agent at once, the BYE follows when it is back', async () => {
    const { them, callId } = await talking()
    await wait(800)
    await stop()
    await phone.call('hangUp', { callId })
    expect((await ended(callId)).endReason).toBe('hung_up_here')
    const hungUp = Date.now()
    await wait(1500)
    expect(loudestTenth(await them.sound.heard(hungUp + 500, Date.now()))).toBeLessThan(SILENT_DB)
    await start()
    await until('BYE', async () => them.got.some((one) => one.method === 'BYE'))
  })

  test('hanging up in the moment the exchange dies: the BYE nobody answered is said again', async () => {
    const { them, callId } = await talking()
    await wait(500)
    const proxy = pid()
    const all = [proxy, ...readFileSync(`/proc/${proxy}/task/${proxy}/children`, 'utf8').trim().split(' ').map(Number)]
    for (const one of all) process.kill(one, 'SIGSTOP')
    await phone.call('hangUp', { callId })
    expect((await ended(callId)).endReason).toBe('hung_up_here')
    await wait(300)
    for (const one of all) process.kill(one, 'SIGKILL')
    await until('noticed', async () => (await state()) !== 'registered')
    await start()
    await until('BYE', async () => them.got.some((one) => one.method === 'BYE'))
  })

  test('hold while the exchange is away is silent at once; afterwards the customer is put on hold', async () => {
    const { them, callId } = await talking()
    await wait(800)
    await stop()
    await phone.call('hold', { callId })
    const held = Date.now()
    await wait(1500)
    expect(loudestTenth(await them.sound.heard(held + 500, Date.now()))).toBeLessThan(SILENT_DB)
    expect(await current(callId)).toMatchObject({ held: true, holdProblem: 'hold' })
    expect(await phone.call('resume', { callId })).toMatchObject({ ok: false, error: { messageKey: 'error.call.lineDown' } })
    await start()
    await until('reconciled', async () => (await current(callId))?.signallingLost === false)
    expect(them.got.findLast((one) => one.method === 'INVITE')?.direction).toBe('sendonly')
    expect(await current(callId)).toMatchObject({ held: true, holdProblem: null })
    await phone.call('resume', { callId })
    await until('resumed', async () => (await current(callId))?.held === false)
    expect(them.got.findLast((one) => one.method === 'INVITE')?.direction).toBe('sendrecv')
    await phone.call('hangUp', { callId })
    await ended(callId)
  })

  test('the customer is gone when it comes back (481): the call ends and says why', async () => {
    const { them, callId } = await talking()
    await wait(500)
    await stop()
    them.answers.push('481 Call/Transaction Does Not Exist')
    await start()
    expect((await ended(callId)).endReason).toBe('connection_lost')
  })

  // Whether the sound itself returns depends on the relay: a fresh rtpengine learns of the call by this offer alone, and the lab's proxy
  // then describes the customer's side to it as WebRTC. What is ours is to notice and to ask.
  test('the media relay dies and comes back: a new path is asked for, the call stays up', async () => {
    const { them, callId } = await talking()
    await wait(1500)
    const { folder, ports } = lab
    process.kill(Number(readFileSync(join(folder, 'rtpengine.pid'), 'utf8')), 'SIGKILL')
    const options = [
      '--config-file=none',
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${ports.NG_PORT}`,
      '--table=-1',
      '--port-min=30000',
      '--port-max=30999',
      `--pidfile=${folder}/rtpengine.pid`,
      '-f',
      '-E',
    ]
    await wait(500)
    spawn('rtpengine', options, { cwd: folder, stdio: 'ignore' }).unref()
    const offered = async () => them.got.some((one) => one.method === 'INVITE' && one.direction === 'sendrecv')
    await until('a new offer', offered, 60_000)
    await wait(500)
    expect((await current(callId))?.phase).toBe('connected')
    await phone.call('hangUp', { callId })
    await ended(callId)
    await until('BYE', async () => them.got.some((one) => one.method === 'BYE'), 5_000)
  })

  test('an exchange that freezes with its sockets open is found out within a minute, and found again', async () => {
    const children = readFileSync(`/proc/${pid()}/task/${pid()}/children`, 'utf8').trim().split(' ').map(Number)
    const frozen = [pid(), ...children]
    for (const one of frozen) process.kill(one, 'SIGSTOP')
    try {
      const took = await until('waiting', async () => (await state()) !== 'registered', 60_000)
      console.log('frozen exchange found out after', took, 'ms')
      const snapshot = await phone.call('snapshot', null)
      expect(snapshot).toMatchObject({ ok: true, value: { registration: { problem: { messageKey: 'error.line.silent' } } } })
    } finally {
      for (const one of frozen) process.kill(one, 'SIGCONT')
    }
    await until('registered', async () => (await state()) === 'registered', 30_000)
  })
})
