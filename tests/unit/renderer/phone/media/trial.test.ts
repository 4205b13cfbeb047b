import { afterEach, expect, test, vi } from 'vitest'
import type { Sound } from '../../../../../renderer/phone/media/sounds.ts'
import { Trial } from '../../../../../renderer/phone/media/trial.ts'

afterEach(() => vi.useRealTimers())

const spoken: Sound = { rate: 8000, samples: new Float32Array(8000).fill(0.1) }
const silent: Sound = { rate: 8000, samples: new Float32Array(8000) }

/** A trial whose recording ends when the test says so, or when it is told that it is over. */
function trialOf(busy = () => false) {
  const did: string[] = []
  const sound = Promise.withResolvers<Sound>()
  const trial = new Trial({
    busy,
    microphone: { open: async () => (did.push('open'), {} as MediaStreamTrack), release: () => void did.push('release') },
    meter: { set: async (on) => void did.push(`meter ${on}`) },
    player: { play: () => {}, stop: () => {}, select: () => {}, once: async (one) => void did.push(`play ${one === spoken}`) },
    capture: (_track, over) => {
      over.addEventListener('abort', () => sound.resolve(spoken))
      return sound.promise
    },
  })
  return { did, end: sound.resolve, trial }
}

test('records with the level, lets the microphone go, and plays what was heard once', async () => {
  const { did, end, trial } = trialOf()
  end(spoken)
  expect(await trial.record()).toEqual({ heard: true })
  await trial.play()
  expect(did).toEqual(['open', 'meter true', 'meter false', 'release', 'play true'])
  await expect(trial.play()).rejects.toThrow()
})

test('a dead microphone is said, and there is nothing to play', async () => {
  const { end, trial } = trialOf()
  end(silent)
  expect(await trial.record()).toEqual({ heard: false })
  await expect(trial.play()).rejects.toThrow()
})

test('not during a call; one that comes ends it, and what was recorded is gone', async () => {
  let busy = true
  const { did, trial } = trialOf(() => busy)
  await expect(trial.record()).rejects.toThrow()
  expect(did).toEqual([])
  busy = false
  const recording = trial.record()
  await vi.waitFor(() => expect(did).toContain('meter true'))
  trial.stop()
  await expect(recording).rejects.toThrow()
  expect(did).toEqual(['open', 'meter true', 'meter false', 'release'])
  await expect(trial.play()).rejects.toThrow()
})

test('one that comes while the microphone opens, too', async () => {
  const { did, trial } = trialOf()
  const recording = trial.record()
  trial.stop()
  await expect(recording).rejects.toThrow()
  expect(did.at(-1)).toBe('release')
})

test('what nobody asks to hear is thrown away', async () => {
  vi.useFakeTimers()
  const { end, trial } = trialOf()
  end(spoken)
  await trial.record()
  await vi.advanceTimersByTimeAsync(31_000)
  await expect(trial.play()).rejects.toThrow()
})
