/**
 * How long to wait after 491 before the re-INVITE is sent again (RFC 3261 §14.1): whoever made the call waits 2.1–4.0 s, the other
 * side 0–2.0 s, in steps of 10 ms. The bands must not be mixed up, or both meet again.
 * @param random 0 ≤ random < 1
 * @returns milliseconds
 */
export function glareWait(weMadeTheCall: boolean, random: number): number {
  const [from, to] = weMadeTheCall ? [2100, 4000] : [0, 2000]
  return from + Math.floor((random * (to - from + 10)) / 10) * 10
}
