import { raise } from '#shared/contract/result.ts'
import type { ContactInput } from '#shared/domain/contact.ts'
import { pointKey } from '#shared/domain/contact-merge.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import { normalizePhone } from '#shared/domain/phone-number.ts'

export interface ReadPoint {
  readonly type: 'phone' | 'email'
  readonly raw: string
  readonly normalized: string
  readonly extension: string | null
}

/** Reads a typed point; null when it is no number or address that could be matched. */
export function readPoint(type: 'phone' | 'email', raw: string, region: string): ReadPoint | null {
  const text = raw.trim()
  if (type === 'email') {
    const normalized = normalizeEmail(text)
    return normalized === null ? null : { type, raw: text, normalized, extension: null }
  }
  const phone = normalizePhone(text, region)
  return phone.normalized === null ? null : { type, raw: text, normalized: phone.normalized, extension: phone.extension }
}

/**
 * Reads all points of an input, the same one only once.
 * @throws Failure `bad_input` naming (for the person, not for the log) the first that cannot be read
 */
export function readPoints(points: ContactInput['points'], region: string): (ReadPoint & ContactInput['points'][number])[] {
  const found = new Map<string, ReadPoint & ContactInput['points'][number]>()
  for (const point of points) {
    const read = readPoint(point.type, point.raw, region)
    if (!read)
      raise('bad_input', point.type === 'phone' ? 'error.records.badNumber' : 'error.records.badAddress', {
        params: { value: point.raw },
      })
    if (!found.has(pointKey(read))) found.set(pointKey(read), { ...point, ...read })
  }
  return [...found.values()]
}
