import { expect, test } from 'vitest'
import type { CallQuality, QualitySample } from '#shared/domain/call-quality.ts'
import type { CallMedia } from '../../../../../renderer/phone/calls/call-media.ts'
import { SoundLooks } from '../../../../../renderer/phone/calls/sound-looks.ts'

const good: QualitySample = { lossPercent: 0, jitterMs: 1, roundTripMs: 20 }

/** What is shown after each look, where `null` is a look that sees nothing flow. */
async function shown(
  looks: readonly (QualitySample | null)[],
  heldByThem = false,
): Promise<(CallQuality['cause'] | 'good' | '-')[]> {
  const watched = new SoundLooks()
  const seen: (CallQuality['cause'] | 'good' | '-')[] = []
  let now: CallQuality | null = null
  for (const sample of looks) {
    const media = { look: () => Promise.resolve(sample) } as unknown as CallMedia
    const next = await watched.look(media, now, () => true, heldByThem)
    if (next !== undefined) now = next
    seen.push(now === null ? '-' : (now.cause ?? 'good'))
  }
  return seen
}

test('sound that came and comes no more is said after three looks, and forgotten with the first that sees it again', async () => {
  expect(await shown([good, null, null, null, null, good])).toEqual(['good', 'good', 'good', 'nothing', 'nothing', 'good'])
})

test('nothing is said of sound that has not begun, nor of the silence of somebody who has put us on hold', async () => {
  expect(await shown([null, null, null, null])).toEqual(['-', '-', '-', '-'])
  expect(await shown([good, null, null, null], true)).toEqual(['good', 'good', 'good', '-'])
})
