import DOMPurify from 'dompurify'
import type { Attachment } from '#shared/domain/mail.ts'
import { inert } from './inert.ts'

export interface HarmlessLetter {
  readonly html: string
  /** How many things from outside were left out (pictures, style pictures, trackers). */
  readonly blocked: number
}

const forbiddenTags = [
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'option',
  'optgroup',
  'datalist',
  'label',
  'fieldset',
  'output',
  'link',
  'meta',
  'base',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'svg',
  'math',
  'audio',
  'video',
  'source',
  'track',
  'dialog',
  'template',
  'slot',
  'noscript',
  'portal',
  'title',
]
const safeLink = /^(https?|mailto|tel|callto):/i
const pixels = /^data:image\/(png|jpe?g|gif|webp|bmp|avif);/i
/** Ways CSS can reach out, or hide that it does. */
const reachingCss =
  /url\s*\(|image\s*\(|image-set|cross-fade|element\s*\(|src\s*\(|@import|@font-face|expression|behavior|-moz-binding|\\/i

/**
 * Makes the HTML of a letter harmless (a second barrier behind the powerless frame): no script, no form, nothing that loads from
 * outside. Pictures of the letter itself (`cid:`, RFC 2392) get the address `app://letter/part/<messageId>/<part>`.
 * String in, string out: the letter never becomes part of the desk's own document.
 */
export function sanitise(html: string, messageId: string, attachments: readonly Attachment[]): HarmlessLetter {
  let blocked = 0
  const purify = DOMPurify(window)
  const partOf = (cid: string): Attachment | undefined =>
    attachments.find((each) => each.contentId !== null && sameCid(each.contentId, cid))

  purify.addHook('uponSanitizeElement', (node, data) => {
    if (data.tagName !== 'style' || !reachingCss.test(node.textContent ?? '')) return
    blocked += count(node.textContent ?? '')
    node.textContent = ''
  })
  purify.addHook('afterSanitizeAttributes', (node) => {
    for (const name of [
      'srcset',
      'background',
      'poster',
      'lowsrc',
      'dynsrc',
      'longdesc',
      'usemap',
      'ping',
      'action',
      'formaction',
    ])
      if (node.hasAttribute(name)) {
        blocked += 1
        node.removeAttribute(name)
      }
    const src = node.getAttribute('src')
    if (src !== null) {
      const part = node.tagName === 'IMG' && /^cid:/i.test(src) ? partOf(src.slice(4)) : undefined
      if (part) node.setAttribute('src', `app://letter/part/${messageId}/${part.part}`)
      else if (!(node.tagName === 'IMG' && pixels.test(src))) {
        blocked += 1
        node.removeAttribute('src')
      }
    }
    const style = node.getAttribute('style')
    if (style !== null && reachingCss.test(style)) {
      blocked += count(style)
      const kept = style.split(';').filter((declaration) => !reachingCss.test(declaration))
      if (reachingCss.test(kept.join(';'))) node.removeAttribute('style')
      else node.setAttribute('style', kept.join(';'))
    }
    if (node.hasAttribute('href') || node.hasAttribute('xlink:href')) {
      const href = (node.getAttribute('href') ?? '').trim()
      node.removeAttribute('xlink:href')
      if (node.tagName === 'A' && safeLink.test(href)) {
        node.setAttribute('target', '_blank')
        node.setAttribute('rel', 'noopener noreferrer')
        node.setAttribute('title', href.slice(0, 500))
      } else node.removeAttribute('href')
    } else node.removeAttribute('target')
  })
  const clean = purify.sanitize(html, {
    ...inert,
    USE_PROFILES: { html: true },
    FORBID_TAGS: forbiddenTags,
    FORBID_CONTENTS: [
      'script',
      'noscript',
      'template',
      'title',
      'svg',
      'math',
      'select',
      'textarea',
      'iframe',
      'object',
      'audio',
      'video',
      'head',
    ],
    FORBID_ATTR: ['id', 'name', 'contenteditable', 'autofocus', 'tabindex', 'accesskey', 'is', 'slot', 'part'],
    ADD_ATTR: ['target', 'background'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    FORCE_BODY: true,
  })
  return { html: clean, blocked }
}

const sameCid = (contentId: string, cid: string): boolean => {
  try {
    return contentId === decodeURIComponent(cid)
  } catch {
    return contentId === cid
  }
}
const count = (css: string): number => css.match(/url\s*\(|@import|image-set/gi)?.length ?? 1
