/**
 * Whether a cue is kept back in this interaction, to compare how things go without it. The same interaction always gets the same
 * answer, whoever asks and whenever: a hash of the three ids (FNV-1a, then mixed so that near ids fall far apart) against the share.
 */
export function heldOut(deckId: string, cueId: string, interactionId: string, share: number): boolean {
  return hash(`${deckId}\n${cueId}\n${interactionId}`) / 0x1_0000_0000 < share
}

function hash(text: string): number {
  let h = 0x811c9dc5
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
