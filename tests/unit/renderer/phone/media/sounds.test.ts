import { describe, expect, test } from 'vitest'
import { alerts } from '../../../../../renderer/phone/media/alerts.ts'
import { peak } from '../../../../../renderer/phone/media/meter.ts'
import { ringbackSound, ringerSound, secondCallSound, type Sound } from '../../../../../renderer/phone/media/sounds.ts'

const loudness = ({ samples }: Sound): number => Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length)
const jump = ({ samples }: Sound): number =>
  samples.reduce((most, one, at) => Math.max(most, Math.abs(one - (samples[at - 1] ?? samples.at(-1) ?? 0))), 0)

describe('sounds made here', () => {
  test.each([
    ['ringer', ringerSound(), 3],
    ['second call', secondCallSound(), 4],
    ['ringback', ringbackSound(), 5],
  ] as const)('%s: no clipping, no click at the seam, a pause in it', (_name, sound, seconds) => {
    expect(sound.samples.length / sound.rate).toBe(seconds)
    expect(peak(sound.samples)).toBeLessThan(0.8)
    expect(peak(sound.samples)).toBeGreaterThan(0.03)
    expect(jump(sound)).toBeLessThan(0.35)
    expect(peak(sound.samples.slice(-Math.round(sound.rate / 2)))).toBeLessThan(0.02)
  })
  test('the knock of a second call is far softer than the ringer', () =>
    expect(loudness(secondCallSound())).toBeLessThan(loudness(ringerSound()) / 4))
  test('peak', () =>
    expect([peak(Float32Array.of(0.2, -0.5)), peak(Float32Array.of(-3)), peak(new Float32Array(4))]).toEqual([0.5, 1, 0]))
})

test('one alert at a time, each on its own player', () => {
  const players: string[][] = []
  const made = alerts(() => {
    const did: string[] = []
    players.push(did)
    return {
      play: (sound) => did.push(`play ${sound.samples.length / sound.rate}`),
      once: async (sound) => void did.push(`once ${sound.samples.length / sound.rate}`),
      stop: () => did.push('stop'),
      select: (id) => did.push(`on ${id}`),
    }
  })
  made.ring('full')
  made.ring('soft')
  made.ring('off')
  made.ringback(true)
  void made.beep()
  made.selectRingers(['loud', 'headset'])
  made.ring('full')
  made.selectRingers(['headset', 'desk'])
  made.test()
  made.selectSpeaker('headset')
  expect(players).toEqual([
    ['play 3', 'stop', 'stop', 'stop'],
    ['stop', 'play 4', 'stop', 'stop', 'on headset'],
    ['play 5', 'on headset'],
    ['once 0.36', 'on headset'],
    ['on loud', 'play 3', 'stop'],
    // It rings on without a break where it is still wanted, and begins where it is new.
    ['on headset', 'play 3', 'once 3'],
    ['on desk', 'play 3', 'once 3'],
  ])
})
