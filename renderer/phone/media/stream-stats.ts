import type { QualitySample } from '#shared/domain/call-quality.ts'

/** Counters of a moment, to be compared with those of a later one. */
export interface StreamCounters {
  /** The stream they are of: an exchange that puts somebody else on the line begins another, and the old one stands still. */
  readonly ssrc: unknown
  readonly received: number
  readonly lost: number
}

/** One entry of a stats report, as far as it is needed here (W3C "Identifiers for WebRTC's Statistics API"). */
type Entry = Readonly<Record<string, unknown>> & { readonly type: string }

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/**
 * Reads how a call's streams did since the look before: what we received, and what the other side told of what it received from us
 * (RTCP, RFC 3550 §6.4). The worse direction counts.
 * @param entries of `RTCPeerConnection.getStats()`
 * @returns no sample at the first look, or when nothing came since the last one (a held call sends nothing)
 */
export function readStreams(
  entries: Iterable<Entry>,
  before: StreamCounters | null,
): { counters: StreamCounters | null; sample: QualitySample | null } {
  let counters: StreamCounters | null = null
  let newest = -1
  let ourJitter = 0
  let theirJitter = 0
  let theirLoss = 0
  let roundTrip: number | null = null
  let pathRoundTrip: number | null = null
  for (const entry of entries) {
    if (entry['kind'] !== undefined && entry['kind'] !== 'audio') continue
    const heardAt = number(entry['lastPacketReceivedTimestamp']) ?? 0
    if (entry.type === 'inbound-rtp' && heardAt > newest) {
      newest = heardAt
      counters = {
        ssrc: entry['ssrc'],
        received: number(entry['packetsReceived']) ?? 0,
        lost: number(entry['packetsLost']) ?? 0,
      }
      ourJitter = number(entry['jitter']) ?? 0
    }
    if (entry.type === 'remote-inbound-rtp') {
      theirLoss = number(entry['fractionLost']) ?? 0
      theirJitter = number(entry['jitter']) ?? 0
      roundTrip = number(entry['roundTripTime'])
    }
    if (entry.type === 'candidate-pair' && entry['nominated'] === true) pathRoundTrip = number(entry['currentRoundTripTime'])
  }
  if (!counters || !before || counters.ssrc !== before.ssrc) return { counters, sample: null }
  const received = counters.received - before.received
  // A late packet takes its loss back: the count may go down.
  const lost = Math.max(0, counters.lost - before.lost)
  if (received < 0 || (received === 0 && lost === 0)) return { counters, sample: null }
  const seconds = roundTrip ?? pathRoundTrip
  return {
    counters,
    sample: {
      lossPercent: Math.min(100, Math.max(lost / (received + lost), theirLoss) * 100),
      jitterMs: milliseconds(Math.max(ourJitter, theirJitter)),
      roundTripMs: seconds === null ? null : milliseconds(seconds),
    },
  }
}

/** A clock that jumps at the other side makes hours of it; a minute is bad enough. */
const milliseconds = (seconds: number): number => Math.min(60_000, Math.max(0, seconds * 1000))
