/** How the ear tells speech from silence; RMS of full scale, milliseconds. Measured over Opus with the phone's own noise suppression. */
export const hearing = {
  /** Never speech, however quiet the line is. */
  floor: 0.008,
  /** Speech is this much louder than the line's own noise. */
  overNoise: 3,
  speaksAfter: 150,
  stopsAfter: 600,
} as const

export interface Activity {
  readonly speaks: boolean
  readonly noise: number
  /** Time in a row that says the opposite of `speaks`. */
  readonly against: number
  /** Time with voice in it. */
  readonly voiceMs: number
}

export const silence: Activity = { speaks: false, noise: 0.002, against: 0, voiceMs: 0 }

/** One more look at the line: `level` over the last `ms`. */
export function listen(activity: Activity, level: number, ms: number): Activity {
  const voiced = level > Math.max(hearing.floor, activity.noise * hearing.overNoise)
  // The noise follows quiet at once and loudness hardly: a long sentence must not become the noise.
  const noise =
    level < activity.noise ? level : activity.noise + (Math.min(level, 0.02) - activity.noise) * (voiced ? 0.0005 : 0.05)
  const against = voiced === activity.speaks ? 0 : activity.against + ms
  const turned = against >= (activity.speaks ? hearing.stopsAfter : hearing.speaksAfter)
  return {
    noise,
    speaks: turned ? !activity.speaks : activity.speaks,
    against: turned ? 0 : against,
    voiceMs: activity.voiceMs + (voiced ? ms : 0),
  }
}
