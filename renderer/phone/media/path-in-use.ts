/** One entry of a stats report, as far as it is needed here (W3C "Identifiers for WebRTC's Statistics API"). */
type Entry = Readonly<Record<string, unknown>> & { readonly type: string }

/**
 * Whether the pair of addresses in use was found with our present credentials (RFC 8445 §9: a restart changes them). Until then the sound
 * is still on the path of before, or on none.
 * @param report of `RTCPeerConnection.getStats()`
 * @param ufrag of our description in force
 */
export function pathIsOf(report: ReadonlyMap<string, Entry>, ufrag: string): boolean {
  const transport = [...report.values()].find((one) => one.type === 'transport')
  const pair = report.get(String(transport?.['selectedCandidatePairId']))
  const ours = report.get(String(pair?.['localCandidateId']))
  // A browser that does not tell whose it is cannot be asked; a lost path is noticed all the same, only later.
  if (ours && ours['usernameFragment'] === undefined) return true
  return ours?.['usernameFragment'] === ufrag && pair?.['state'] === 'succeeded'
}
