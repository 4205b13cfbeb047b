import type { WebContents } from 'electron'

/**
 * Height of a shown letter, CSS pixels. The letter runs no script and shares no origin with the desk, so main asks its frame from
 * outside. Bounded, because a letter may claim anything.
 */
export async function letterHeight(desk: WebContents | null, url: string): Promise<number> {
  const frame = desk?.mainFrame.framesInSubtree.find((each) => each.url === url)
  if (!frame) return 0
  const height: unknown = await frame.executeJavaScript(
    'Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)',
  )
  return typeof height === 'number' && Number.isFinite(height) ? Math.min(Math.max(0, Math.ceil(height)), 60_000) : 0
}
