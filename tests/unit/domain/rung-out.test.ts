import { expect, test } from 'vitest'
import { noneRungOut, rungOut } from '#shared/domain/rung-out.ts'

type Told = Parameters<typeof rungOut>[1]
const call = (more: Partial<Told>): Told => ({
  phase: 'ended',
  direction: 'inbound',
  startedAt: '2026-11-30T10:00:00.000Z',
  answeredAt: null,
  endedAt: '2026-11-30T10:00:30.000Z',
  endReason: 'no_answer',
  ...more,
})

test.each<[string, Partial<Told>, number]>([
  ['rang for half a minute and nobody came', {}, 3],
  ['the caller gave up after long ringing', { endReason: 'caller_gave_up' }, 3],
  ['the caller gave up at once', { endReason: 'caller_gave_up', endedAt: '2026-11-30T10:00:04.000Z' }, 2],
  ['just ten seconds', { endedAt: '2026-11-30T10:00:10.000Z' }, 3],
  ['a colleague took it', { endReason: 'answered_elsewhere' }, 2],
  ['it still rings', { phase: 'ringing', endedAt: null, endReason: null }, 2],
  ['answered', { answeredAt: '2026-11-30T10:00:05.000Z', endReason: 'hung_up_there' }, 0],
  ['declined: somebody is there', { endReason: 'declined' }, 0],
  ['called out: somebody is there', { direction: 'outbound', phase: 'dialling', endedAt: null, endReason: null }, 0],
  ['the microphone failed at the answer', { endReason: 'media_failed' }, 2],
  ['the exchange was lost while it rang', { endReason: 'connection_lost' }, 2],
  ['it rang beside the last one', { startedAt: '2026-11-30T09:58:00.000Z', endedAt: '2026-11-30T09:59:30.000Z' }, 2],
])('%s', (_name, more, expected) =>
  expect(rungOut({ count: 2, until: '2026-11-30T09:59:00.000Z' }, call(more), false).count).toBe(expected),
)

test('whoever talks on another line is there, however many ring beside', () => {
  expect(rungOut({ count: 2, until: null }, call({}), true)).toEqual(noneRungOut)
})
