const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i

/**
 * A name under which an attachment may be saved on any system: last part of a path only, no control or direction-changing characters
 * (a right-to-left override hides `exe.gpj`), none that Windows forbids, no device name, no leading or trailing dot or space,
 * at most 150 characters with the ending kept.
 * @param fallback used when nothing is left.
 */
export function safeFileName(name: string, fallback: string): string {
  // Beginning and end of an endless one: patterns take their time with those.
  const short = name.length > 1000 ? name.slice(0, 500) + name.slice(-500) : name
  const last = short.normalize('NFC').split(/[/\\]/u).pop() ?? ''
  let safe = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
  if (safe === '') return fallback
  if (reserved.test(safe)) safe = `_${safe}`
  const characters = [...safe]
  if (characters.length <= 150) return safe
  const dot = safe.lastIndexOf('.')
  const ending = dot > 0 && safe.length - dot <= 12 ? safe.slice(dot) : ''
  return characters.slice(0, 150 - ending.length).join('') + ending
}
