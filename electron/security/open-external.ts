import { shell } from 'electron'
import { fail, ok, type Result } from '#shared/contract/result.ts'

/**
 * The address to open outside, or null: only http and https, no name or password inside, at most 2,000 characters, and always the
 * parser's own spelling of it, so that what was checked is what is opened.
 */
export function externalUrl(raw: string): string | null {
  if (raw.length > 2000) return null
  let url: URL
  try {
    url = new URL(raw)
  } catch {
    return null
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null
  return url.href
}

/** The one place that hands anything to the operating system's opener. */
export async function openExternal(raw: string): Promise<Result<null>> {
  const url = externalUrl(raw)
  if (url === null) return fail('denied', 'error.link.refused')
  await shell.openExternal(url)
  return ok(null)
}
