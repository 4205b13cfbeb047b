import DOMPurify, { type Config } from 'dompurify'
import { cleanHtmlWith } from '../../../ui/trusted-html.ts'

type Policy = NonNullable<Config['TRUSTED_TYPES_POLICY']>
interface Policies {
  createPolicy(name: string, rules: { createHTML: (html: string) => string; createScriptURL: (url: string) => string }): Policy
}

const policies = (window as unknown as { trustedTypes?: Policies }).trustedTypes

/**
 * Lets the sanitiser parse what it is about to clean, into documents that run nothing; what comes out of it is a plain string again. The
 * one policy of the page that lets HTML through as it is, and nothing else may use it.
 */
const parsing = policies?.createPolicy('letter', {
  createHTML: (html) => html,
  createScriptURL: () => {
    throw new TypeError('a letter has no scripts')
  },
})

/** To be handed to every `sanitize`. */
export const inert: Config = parsing ? { TRUSTED_TYPES_POLICY: parsing } : {}

const purify = DOMPurify(window)
// The composer's text as the editor reads it, and what is pasted; what the letter's schema does not know falls away anyway.
cleanHtmlWith((html) => purify.sanitize(html, { ...inert, USE_PROFILES: { html: true }, FORBID_TAGS: ['style'] }))
