import { z } from 'zod'

/** How a call sounds, from one look at its streams: the worse of the two directions counts. */
export interface QualitySample {
  /** 0 to 100. */
  readonly lossPercent: number
  readonly jitterMs: number
  /** Null until the other side has reported. */
  readonly roundTripMs: number | null
}

export const qualityLevels = ['good', 'fair', 'poor'] as const
export type QualityLevel = (typeof qualityLevels)[number]

/** What the agent sees while the call goes on. */
export const callQualitySchema = z.object({
  level: z.enum(qualityLevels),
  /** Mean opinion score, 1 to 4.4 (ITU-T P.800.1, estimated). */
  mos: z.number().min(1).max(5),
  /** What costs most; null while it is good. `nothing`: no sound reaches us any more. */
  cause: z.enum(['loss', 'jitter', 'delay', 'nothing']).nullable(),
})
export type CallQuality = z.infer<typeof callQualitySchema>

/** What is kept of a whole call. */
export const qualityFiguresSchema = z.object({
  samples: z.number().int().min(1),
  mosAverage: z.number().min(1).max(5),
  mosWorst: z.number().min(1).max(5),
  lossPercent: z.number().min(0).max(100),
  jitterMs: z.number().min(0).max(60_000),
  roundTripMs: z.number().min(0).max(60_000).nullable(),
})
export type QualityFigures = z.infer<typeof qualityFiguresSchema>

/** Mouth to ear beyond the network: codec, packetisation, a jitter buffer of two jitters; milliseconds. */
const ownDelayMs = 30
/** R of a flawless line (ITU-T G.107, default values). */
const flawless = 93.2

/** One-way delay a person feels. */
const delayOf = ({ jitterMs, roundTripMs }: QualitySample): number => (roundTripMs ?? 0) / 2 + 2 * jitterMs + ownDelayMs

/** What delay takes from R (R. Cole and J. Rosenbluth, "Voice over IP performance monitoring", 2001, after ITU-T G.107). */
const delayCost = (ms: number): number => 0.024 * ms + (ms > 177.3 ? 0.11 * (ms - 177.3) : 0)
/** What loss takes from R: G.711 and Opus with concealment, random loss (the same paper). */
const lossCost = (percent: number): number => 30 * Math.log(1 + (15 * percent) / 100)

/** Estimated mean opinion score of one look (ITU-T G.107 B.4 for R → MOS). */
export function mosOf(sample: QualitySample): number {
  const r = Math.max(0, flawless - delayCost(delayOf(sample)) - lossCost(sample.lossPercent))
  return Math.max(1, 1 + 0.035 * r + 0.000_007 * r * (r - 60) * (100 - r))
}

/** From 4.0 on people are satisfied; below 3.5 many are not (ITU-T G.109). */
export const levelOf = (mos: number): QualityLevel => (mos >= 4 ? 'good' : mos >= 3.5 ? 'fair' : 'poor')

/** What the agent is shown of one look. */
export function qualityOf(sample: QualitySample): CallQuality {
  const mos = Math.round(mosOf(sample) * 10) / 10
  const level = levelOf(mosOf(sample))
  if (level === 'good') return { level, mos, cause: null }
  const still = delayCost(delayOf({ ...sample, jitterMs: 0 }))
  const costs = { loss: lossCost(sample.lossPercent), jitter: delayCost(delayOf(sample)) - still, delay: still }
  const cause = (['loss', 'jitter', 'delay'] as const).toSorted((a, b) => costs[b] - costs[a])[0] ?? null
  return { level, mos, cause }
}

/** The figures of a call after one more look at it. */
export function withSample(figures: QualityFigures | null, sample: QualitySample): QualityFigures {
  const mos = mosOf(sample)
  const before = figures ?? { samples: 0, mosAverage: 0, mosWorst: 5, lossPercent: 0, jitterMs: 0, roundTripMs: null }
  const samples = before.samples + 1
  const mean = (old: number, fresh: number): number => old + (fresh - old) / samples
  return {
    samples,
    mosAverage: mean(before.mosAverage, mos),
    mosWorst: Math.min(before.mosWorst, mos),
    lossPercent: mean(before.lossPercent, sample.lossPercent),
    jitterMs: mean(before.jitterMs, sample.jitterMs),
    roundTripMs:
      sample.roundTripMs === null ? before.roundTripMs : mean(before.roundTripMs ?? sample.roundTripMs, sample.roundTripMs),
  }
}

/** To be kept: a thousandth is more than anybody reads. */
export function rounded(figures: QualityFigures): QualityFigures {
  const thousandth = (value: number): number => Math.round(value * 1000) / 1000
  return {
    samples: figures.samples,
    mosAverage: thousandth(figures.mosAverage),
    mosWorst: thousandth(figures.mosWorst),
    lossPercent: thousandth(figures.lossPercent),
    jitterMs: thousandth(figures.jitterMs),
    roundTripMs: figures.roundTripMs === null ? null : thousandth(figures.roundTripMs),
  }
}
