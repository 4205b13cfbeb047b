/** Root mean square of a tenth of a second from which somebody speaks, -48 dB of full scale: above comfort noise and a quiet room. */
const audible = 0.004

/**
 * Whether anything was said in a sound: a microphone that is switched off, or the wrong one, gives less.
 * @param samples between -1 and 1
 * @param rate samples a second
 */
export function anythingHeard(samples: Float32Array, rate: number): boolean {
  const tenth = Math.max(1, Math.round(rate / 10))
  for (let from = 0; from + tenth <= samples.length; from += tenth) {
    const power = samples.subarray(from, from + tenth).reduce((sum, one) => sum + one * one, 0) / tenth
    if (Math.sqrt(power) >= audible) return true
  }
  return false
}
