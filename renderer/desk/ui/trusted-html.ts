/** What the page's policy (`require-trusted-types-for 'script'`) hands out: an object that may be given to `innerHTML` and its kin. */
interface Policy {
  createHTML(html: string): unknown
}
interface Policies {
  createPolicy(name: string, rules: { createHTML: (html: string) => string | null }): Policy
}

let clean: ((html: string) => string) | null = null

/** Says how HTML is made harmless; called by the part that brings the sanitiser with it. */
export const cleanHtmlWith = (sanitise: (html: string) => string): void => void (clean = sanitise)

/**
 * The last barrier against HTML from anywhere: text given to `innerHTML`, a document parser or the like is made harmless first, and
 * refused while nobody knows how. Empty text, which libraries use to clear an element, is always fine; scripts and their addresses never.
 * Call once, before anything is drawn.
 */
export function guardHtml(): void {
  const policies = (window as unknown as { trustedTypes?: Policies }).trustedTypes
  policies?.createPolicy('default', { createHTML: (html) => (html === '' ? '' : (clean?.(html) ?? null)) })
}
