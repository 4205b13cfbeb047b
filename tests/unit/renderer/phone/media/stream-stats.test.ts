import { expect, test } from 'vitest'
import { readStreams } from '../../../../../renderer/phone/media/stream-stats.ts'

const inbound = (packetsReceived: number, packetsLost: number, jitter = 0.004, ssrc = 7, lastPacketReceivedTimestamp = 1000) => ({
  ssrc,
  lastPacketReceivedTimestamp,
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived,
  packetsLost,
  jitter,
})
const remote = (fractionLost: number, roundTripTime?: number, jitter = 0.002) => ({
  type: 'remote-inbound-rtp',
  kind: 'audio',
  fractionLost,
  jitter,
  ...(roundTripTime !== undefined && { roundTripTime }),
})

test('the first look only counts; the next tells what happened since', () => {
  const first = readStreams([inbound(100, 3)], null)
  expect(first).toEqual({ counters: { ssrc: 7, received: 100, lost: 3 }, sample: null })
  const next = readStreams([inbound(190, 13)], first.counters)
  expect(next.sample).toEqual({ lossPercent: 10, jitterMs: 4, roundTripMs: null })
})

test('the worse direction counts, and the round trip is the other side’s, else the path’s', () => {
  const before = { ssrc: 7, received: 100, lost: 0 }
  expect(readStreams([inbound(200, 1), remote(0.25, 0.08)], before).sample).toEqual({
    ...{ lossPercent: 25, jitterMs: 4, roundTripMs: 80 },
  })
  const pair = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.012 }
  expect(readStreams([inbound(200, 0), remote(0), pair], before).sample).toMatchObject({ lossPercent: 0, roundTripMs: 12 })
})

test('a packet that came late after all takes its loss back; a stream that stands still says nothing', () => {
  expect(readStreams([inbound(200, 2)], { ssrc: 7, received: 100, lost: 5 }).sample).toMatchObject({ lossPercent: 0 })
  expect(readStreams([inbound(100, 5)], { ssrc: 7, received: 100, lost: 5 }).sample).toBeNull()
  // Nothing but losses: the other side's packets are dropped one and all.
  expect(readStreams([inbound(100, 55)], { ssrc: 7, received: 100, lost: 5 }).sample).toMatchObject({ lossPercent: 100 })
})

test('pictures, and numbers that are none, are nobody’s business', () => {
  const odd = [
    { type: 'inbound-rtp', kind: 'video', packetsReceived: 5 },
    { ...inbound(10, 0), jitter: Number.NaN },
    { type: 'codec' },
  ]
  expect(readStreams(odd, { ssrc: 7, received: 0, lost: 0 })).toEqual({
    counters: { ssrc: 7, received: 10, lost: 0 },
    sample: { lossPercent: 0, jitterMs: 0, roundTripMs: null },
  })
  expect(readStreams([], { ssrc: 7, received: 0, lost: 0 })).toEqual({ counters: null, sample: null })
})

test('the exchange puts somebody else on the line: the stream that is heard counts, from its own beginning', () => {
  const old = inbound(900, 40, 0.2, 7, 1000)
  const fresh = inbound(50, 0, 0.003, 8, 5000)
  const first = readStreams([fresh, old], { ssrc: 7, received: 890, lost: 0 })
  expect(first).toEqual({ counters: { ssrc: 8, received: 50, lost: 0 }, sample: null })
  const next = readStreams([old, inbound(150, 0, 0.003, 8, 7000)], first.counters)
  expect(next.sample).toEqual({ lossPercent: 0, jitterMs: 3, roundTripMs: null })
})

test('hours that a jumping clock makes are a minute', () => {
  const sample = readStreams([inbound(200, 0), remote(0, 4_000_000, 500_000)], { ssrc: 7, received: 100, lost: 0 }).sample
  expect(sample).toMatchObject({ jitterMs: 60_000, roundTripMs: 60_000 })
})
