import { externalUrl } from '../security/open-external.ts'
import { parseLink } from './deep-link.ts'
import type { DeskModel } from './desk-model.ts'

/**
 * A click on a link in a letter. Pages of the web are asked about first; a number or an address is filled in and never rung or written to
 * by itself, as when another program hands it over.
 * @returns whether it leads anywhere
 */
export const clickedLink =
  (model: Pick<DeskModel, 'tell'>) =>
  (url: string): boolean => {
    const prefill = parseLink(url)
    if (prefill) model.tell('prefill', prefill)
    else if (externalUrl(url) === null) return false
    else model.tell('link', { url })
    return true
  }
