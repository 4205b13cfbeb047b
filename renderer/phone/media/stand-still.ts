/**
 * The answer that leaves everything as it was, for an offer that the other side refused. Chromium can roll such an offer back, but
 * then takes the sound of the other side away from everything but the loudspeaker (recorder, meter; seen with Chromium 130 in the lab:
 * packets and energy go on, the track is live and silent). Their last description, said once more, ends the negotiation instead.
 * @param theirs their description in force, an offer or an answer
 * @param ours our description in force
 */
export function standStill(theirs: string, ours: string): string {
  const setup = /^a=setup:(\w+)/m.exec(ours)?.[1]
  // An answer must say which side opens DTLS (RFC 5763 §5); the roles stay.
  const role = setup === 'active' ? 'passive' : 'active'
  return theirs.replace(/^a=setup:actpass/gm, `a=setup:${role}`)
}
