/** Direction attribute of a media description (RFC 4566 §6). */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

/**
 * Direction of our next offer. SIP.js derives it from the last one, which ends in one-way sound after both sides have held.
 * @param heldByThem their last description was sendonly or inactive
 */
export function offerDirection(held: boolean, heldByThem: boolean): Direction {
  if (!held) return 'sendrecv'
  return heldByThem ? 'inactive' : 'sendonly'
}

/** Direction of our answer (RFC 3264 §6.1). While we hold we never receive, whatever they offer: their re-INVITE must not un-hold us. */
export function answerDirection(offered: Direction, held: boolean): Direction {
  switch (offered) {
    case 'inactive':
      return 'inactive'
    case 'recvonly':
      return 'sendonly'
    case 'sendonly':
      return held ? 'inactive' : 'recvonly'
    case 'sendrecv':
      return held ? 'sendonly' : 'sendrecv'
  }
}

/** Direction of the audio section of a description; a session-level attribute counts where the section has none (RFC 4566 §5). */
export function audioDirection(sdp: string): Direction {
  const sections = sdp.split(/\r?\nm=/)
  const audio = sections.slice(1).find((one) => one.startsWith('audio'))
  return (audio === undefined ? null : direction(audio)) ?? direction(sections[0] ?? '') ?? 'sendrecv'
}

const direction = (section: string): Direction | null =>
  (/^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(section)?.[1] as Direction | undefined) ?? null

/** The description with another direction for its audio section; everything else stays as it is, to the letter. */
export function withDirection(sdp: string, wanted: Direction): string {
  const at = sdp.search(/^m=audio/m)
  if (at < 0) return sdp
  const after = sdp.slice(at + 1).search(/^m=/m)
  const end = after < 0 ? sdp.length : at + 1 + after
  const section = sdp.slice(at, end)
  const attribute = /^a=(?:sendrecv|sendonly|recvonly|inactive)[ \t]*$/m
  const changed = attribute.test(section)
    ? section.replace(attribute, `a=${wanted}`)
    : `${section.replace(/(?:\r\n)?$/, '\r\n')}a=${wanted}\r\n`
  return sdp.slice(0, at) + changed + sdp.slice(end)
}
