import { describe, expect, test, vi } from 'vitest'
import type { Failure } from '#shared/contract/result.ts'
import { Microphone } from '../../../../../renderer/phone/media/microphone.ts'

/** A track as far as we use it; clones count for themselves. */
class Track extends EventTarget {
  enabled = true
  stopped = false
  readonly from: string
  constructor(from: string) {
    super()
    this.from = from
  }
  clone(): Track {
    return Object.assign(new Track(this.from), { enabled: this.enabled })
  }
  stop(): void {
    this.stopped = true
  }
}
function microphone(fails: (id: string | undefined) => string | null = () => null) {
  const bases: Track[] = []
  const made = new Microphone(async (constraints) => {
    const id = (constraints.deviceId as { exact: string } | undefined)?.exact
    const failure = fails(id)
    if (failure) throw new DOMException('x', failure)
    const track = new Track(id ?? 'default')
    bases.push(track)
    return track as unknown as MediaStreamTrack
  })
  return { made, bases }
}
const track = (one: MediaStreamTrack): Track => one as unknown as Track

describe('microphone', () => {
  test('each call has its clone; the device is opened once and let go with the last', async () => {
    const { made, bases } = microphone()
    const [a, b] = [await made.open(() => {}), await made.open(() => {})]
    expect(bases).toHaveLength(1)
    made.release(a)
    await Promise.resolve()
    expect([track(a).stopped, track(b).stopped, bases[0]?.stopped]).toEqual([true, false, false])
    made.release(b)
    await Promise.resolve()
    expect(bases[0]?.stopped).toBe(true)
    await made.open(() => {})
    expect(bases).toHaveLength(2)
  })

  test('a change of device replaces the tracks in use, muted ones stay muted', async () => {
    const { made, bases } = microphone()
    let mine: MediaStreamTrack = await made.open((fresh) => void (mine = fresh))
    const old = mine
    track(mine).enabled = false
    await made.select('headset')
    expect([track(mine).from, track(mine).enabled, track(old).stopped]).toEqual(['headset', false, true])
    await vi.waitFor(() => expect(bases.map((one) => one.stopped)).toEqual([true, false]))
    made.release(mine)
    await vi.waitFor(() => expect(bases[1]?.stopped).toBe(true))
  })

  test('what is done to the voice is asked of the device, and anew when it changes, in a call too', async () => {
    const asked: MediaTrackConstraints[] = []
    const made = new Microphone(async (constraints) => {
      asked.push(constraints)
      return new Track('default') as unknown as MediaStreamTrack
    })
    let mine: MediaStreamTrack = await made.open((fresh) => void (mine = fresh))
    const old = mine
    await made.setVoice({ echo: true, noise: true, gain: true })
    expect(asked).toMatchObject([{ echoCancellation: true, noiseSuppression: true, autoGainControl: true }])
    await made.setVoice({ echo: false, noise: true, gain: false })
    expect(asked[1]).toMatchObject({ echoCancellation: false, noiseSuppression: true, autoGainControl: false })
    expect([track(old).stopped, track(mine).stopped]).toEqual([true, false])
  })

  test('a device that is not there: the system’s choice instead', async () => {
    const { made } = microphone((id) => (id === undefined ? null : 'OverconstrainedError'))
    await made.select('gone')
    expect(track(await made.open(() => {})).from).toBe('default')
  })

  test('unplugged in the middle of a call: its track is replaced as soon as there is a microphone again', async () => {
    let gone = false
    const { made, bases } = microphone(() => (gone ? 'NotFoundError' : null))
    let mine: MediaStreamTrack = await made.open((fresh) => void (mine = fresh))
    gone = true
    bases[0]?.dispatchEvent(new Event('ended'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    await made.revive().catch(() => {})
    expect(bases).toHaveLength(1)
    gone = false
    const old = mine
    await made.revive()
    expect([bases.length, track(old).stopped, track(mine).stopped]).toEqual([2, true, false])
    await made.revive()
    expect(bases).toHaveLength(2)
  })

  test.each([
    ['NotAllowedError', 'microphone_denied', 'error.call.microphoneDenied'],
    ['NotFoundError', 'no_microphone', 'error.call.noMicrophone'],
  ])('%s is said, and a later try works', async (name, problem, messageKey) => {
    let broken = true
    const { made } = microphone(() => (broken ? name : null))
    const problems: (string | null)[] = []
    made.onProblem = (value) => problems.push(value)
    await expect(made.open(() => {})).rejects.toSatisfy((thrown: Failure) => thrown.error.messageKey === messageKey)
    broken = false
    await made.open(() => {})
    expect(problems).toEqual([problem, null])
  })
})
