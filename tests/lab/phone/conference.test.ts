import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { likeness, SAME_VOICE } from '../../support/audio/likeness.ts'
import { loudestTenth, SILENT_DB } from '../../support/audio/loudness.ts'
import { speak } from '../../support/audio/voice.ts'
import { cut, readWav, type Sound } from '../../support/audio/wav.ts'
import { noLabBecause } from '../../support/lab.ts'
import { customer, type Customer } from '../../support/phone/customer.ts'
import { startScene, type Scene } from '../../support/phone/scene.ts'

const words =
  'This is the department of claims, we have looked at your invoice and the difference of the price goes back to you within a week, ' +
  'please keep the number of the case which I am going to send you by mail.'

interface Leg {
  readonly them: Customer
  readonly callId: string
}

describe.skipIf(noLabBecause() !== undefined)('three people talk together, each heard by both others', () => {
  let scene: Scene
  let phone: Scene['phone']
  let department: Sound
  const telephones: Customer[] = []
  let colleagues = 0
  beforeAll(async () => {
    scene = await startScene()
    phone = scene.phone
    const [said, dialled] = ['department.wav', 'department-8k.wav'].map((name) => join(scene.lab.folder, name)) as [
      string,
      string,
    ]
    execFileSync('sox', ['-q', speak(said, words, 'en+m3', { pause: 0.1 }), '-r', '8000', dialled])
    department = readWav(dialled)
  })
  afterAll(() => scene?.close())
  afterEach(async () => {
    await scene.clear()
    for (const one of telephones.splice(0)) one.close()
  })

  /** A customer is talked to, the department is asked, and then the three are joined. */
  const conference = async (): Promise<{ customer: Leg; colleague: Leg }> => {
    const colleague = await customer(scene.lab.ports.SIP_PORT, department)
    telephones.push(colleague)
    // The exchange keeps three telephones of a name, also of those that were taken away.
    const name = `claims-desk-${++colleagues}`
    expect(await colleague.register(name)).toBe(200)
    const first = await scene.talking()
    const consult = uuidv7()
    await phone.call('dial', { callId: consult, target: name })
    await scene.settled(consult, (one) => one.phase === 'connected')
    await scene.settled(first.callId, (one) => one.held)
    expect(await phone.call('join', { callId: consult, otherCallId: first.callId })).toEqual({ ok: true, value: null })
    for (const callId of [first.callId, consult]) await scene.settled(callId, (one) => one.together && !one.held)
    return { customer: first, colleague: { them: colleague, callId: consult } }
  }
  interface Heard {
    readonly customer: Sound
    readonly colleague: Sound
    /** By call. */
    readonly agent: readonly Sound[]
    readonly from: number
    readonly to: number
  }
  /** What all three hear while these two speak or not; the agent always speaks unless muted. */
  const listen = async (legs: { customer: Leg; colleague: Leg }, speak: [boolean, boolean], ms = 3500): Promise<Heard> => {
    legs.customer.them.sound.speak(speak[0])
    legs.colleague.them.sound.speak(speak[1])
    await wait(600)
    await scene.ear.reset()
    const from = Date.now()
    await wait(ms)
    const to = Date.now()
    return {
      ...{ from, to, agent: await scene.ear.takeEach() },
      customer: await legs.customer.them.sound.heard(from, to),
      colleague: await legs.colleague.them.sound.heard(from, to),
    }
  }
  /**
   * The first stretch of three at most in which the voices are what they should be. Each voice goes through two calls and is coded twice;
   * what a busy machine drops of it on the way (as much where the agent hears it, who is not mixed) is no matter of the mix.
   */
  const clearly = async (legs: { customer: Leg; colleague: Leg }, speaks: [boolean, boolean], check: (heard: Heard) => void) => {
    for (let tries = 1; ; tries++) {
      const heard = await listen(legs, speaks)
      try {
        check(heard)
        return heard
      } catch (error) {
        if (tries === 3) throw error
      }
    }
  }
  const like = (voice: Sound, heard: Sound | readonly Sound[], who: string): void =>
    expect(Math.max(...[heard].flat().map((one) => likeness(voice, one))), who).toBeGreaterThan(SAME_VOICE)
  const silent = (heard: Sound | readonly Sound[], who: string): void =>
    expect(Math.max(...[heard].flat().map(loudestTenth)), who).toBeLessThan(SILENT_DB)

  test('agent and both sides, mute, hold, each in a recording of its own, and one is removed', async () => {
    const legs = await conference()
    const { callId } = legs.customer
    const recordings = { customer: uuidv7(), colleague: uuidv7() }
    const began = Date.now()
    for (const leg of ['customer', 'colleague'] as const)
      await phone.call('record', { callId: legs[leg].callId, recordingId: recordings[leg], paused: false })

    const agentSpeaks = await clearly(legs, [false, false], (heard) => {
      like(scene.voices.agent, heard.customer, 'the customer hears the agent')
      like(scene.voices.agent, heard.colleague, 'the colleague hears the agent')
    })

    // Muted: what is heard now comes from the other side alone.
    await phone.call('mute', { callId, muted: true })
    expect((await scene.current(legs.colleague.callId))?.muted).toBe(true)
    const customerSpeaks = await clearly(legs, [true, false], (heard) => {
      like(scene.voices.customer, heard.colleague, 'the colleague hears the customer')
      like(scene.voices.customer, heard.agent, 'the agent hears the customer')
    })
    silent(customerSpeaks.customer, 'the customer does not hear himself, nor the muted agent')
    const colleagueSpeaks = await clearly(legs, [false, true], (heard) => {
      like(department, heard.customer, 'the customer hears the colleague')
      like(department, heard.agent, 'the agent hears the colleague')
    })
    silent(colleagueSpeaks.colleague, 'the colleague does not hear herself, nor the muted agent')
    await phone.call('mute', { callId, muted: false })

    await phone.call('hold', { callId })
    for (const leg of [legs.customer, legs.colleague]) await scene.settled(leg.callId, (one) => one.held && one.together)
    const held = await listen(legs, [true, true], 2500)
    for (const who of ['customer', 'colleague', 'agent'] as const) silent(held[who], `on hold: ${who}`)
    await phone.call('resume', { callId })
    for (const leg of [legs.customer, legs.colleague]) await scene.settled(leg.callId, (one) => !one.held && one.together)

    await phone.call('hangUp', { callId: legs.colleague.callId, alone: true })
    await scene.ended(legs.colleague.callId)
    await scene.settled(callId, (one) => !one.together && !one.held)
    const alone = Date.now()
    legs.colleague.them.sound.speak(true)
    await scene.bothVoices(legs.customer.them)
    silent(await legs.colleague.them.sound.heard(alone + 500, Date.now()), 'who was removed hears nothing')
    await phone.call('hangUp', { callId })
    await scene.ended(callId)

    const sound = { customer: await soundOf(recordings.customer), colleague: await soundOf(recordings.colleague) }
    const during = (part: Sound, { from, to }: Heard): Sound => cut(part, (from - began) / 1000 + 0.5, (to - began) / 1000)
    const voices = { customer: scene.voices.customer, colleague: department }
    const spoke = { customer: customerSpeaks, colleague: colleagueSpeaks }
    for (const leg of ['customer', 'colleague'] as const) {
      const other = leg === 'customer' ? 'colleague' : 'customer'
      const { left, right } = sound[leg]
      like(scene.voices.agent, during(left, agentSpeaks), `${leg}: agent left`)
      like(voices[leg], during(right, spoke[leg]), `${leg}: on the right`)
      for (const side of [left, right]) silent(during(side, spoke[other]), `${leg}: nothing of the ${other}`)
      silent(during(left, spoke[leg]), `${leg}: the muted agent`)
    }
  })

  test('who hangs up leaves an ordinary call; the agent takes leave of both with one act', async () => {
    const legs = await conference()
    await legs.colleague.them.bye()
    expect((await scene.ended(legs.colleague.callId)).endReason).toBe('hung_up_there')
    await scene.settled(legs.customer.callId, (one) => !one.together && !one.held)
    await scene.bothVoices(legs.customer.them)
    await scene.clear()
    const again = await conference()
    await phone.call('hangUp', { callId: again.customer.callId })
    for (const leg of [again.customer, again.colleague])
      expect(await scene.ended(leg.callId)).toMatchObject({ endReason: 'hung_up_here', together: false })
    await wait(300)
    for (const leg of [again.customer, again.colleague]) expect(leg.them.got.map(({ method }) => method)).toContain('BYE')
  })

  /** A whole recording, decoded by another program: the agent's side and the customer's. */
  async function soundOf(recordingId: string): Promise<{ left: Sound; right: Sound }> {
    type Piece = { recordingId: string; sound: Uint8Array; last: boolean }
    for (const end = Date.now() + 10_000; ; await wait(100)) {
      const pieces = (await phone.events())
        .filter(({ name }) => name === 'recorded')
        .map(({ payload }) => payload as Piece)
        .filter((piece) => piece.recordingId === recordingId)
      if (!pieces.some(({ last }) => last)) {
        if (Date.now() > end) throw new Error('the recording did not end')
        continue
      }
      const file = join(scene.lab.folder, recordingId)
      writeFileSync(`${file}.ogg`, Buffer.concat(pieces.map(({ sound }) => Buffer.from(Object.values(sound)))))
      execFileSync('opusdec', ['--quiet', `${file}.ogg`, `${file}.wav`])
      return { left: readWav(`${file}.wav`, 0), right: readWav(`${file}.wav`, 1) }
    }
  }
})
