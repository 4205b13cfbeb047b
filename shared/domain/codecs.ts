import { z } from 'zod'

/** Voices of a line, by the names people know; the better they sound the earlier they usually stand. */
export const codecNames = ['opus', 'g722', 'pcma', 'pcmu'] as const
export type CodecName = (typeof codecNames)[number]

/** In the order in which they are offered; empty leaves it to the browser. */
export const codecOrderSchema = z.array(z.enum(codecNames)).superRefine((names, context) =>
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      context.addIssue({ code: 'custom', path: [index], message: 'stands in the list twice; remove one' })
  }),
)

/**
 * Codecs in the wished order. What is not named comes behind, in its own order: keypad tones and comfort noise stay, and so does a
 * codec that is the only one the other side has, which would otherwise be refused with 488.
 * @param all with `mimeType` such as `audio/PCMA` (RFC 4855); Chromium names G.722 `audio/G722`
 */
export function inOrder<C extends { readonly mimeType: string }>(all: readonly C[], names: readonly CodecName[]): C[] {
  const rank = ({ mimeType }: C): number => {
    const at = (names as readonly string[]).indexOf(mimeType.replace(/^audio\//i, '').toLowerCase())
    return at < 0 ? names.length : at
  }
  return all.toSorted((a, b) => rank(a) - rank(b))
}
