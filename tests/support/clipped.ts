import type { Page } from '@playwright/test'

/**
 * Runs in the page. Text that a person cannot read to its end: cut off by its box without the whole of it in a `title`, running out of
 * its button, or out of the window. Answers `what: text (place in the page)`.
 */
const script = `(() => {
  const found = new Set()
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('[inert]')
  const hiddenFromEyes = (e) => {
    const box = e.getBoundingClientRect()
    return box.width <= 2 || box.height <= 2
  }
  const name = (e) => {
    const path = []
    for (let at = e; at && at !== document.body && path.length < 4; at = at.parentElement)
      path.unshift(at.tagName.toLowerCase() + (typeof at.className === 'string' && at.className ? '.' + at.className.split(' ')[0] : ''))
    return path.join(' > ')
  }
  const say = (what, e, text) => found.add(what + ': ' + text.trim().replace(/\\s+/g, ' ').slice(0, 60) + ' (' + name(e) + ')')
  const scrolls = (value) => value === 'auto' || value === 'scroll'
  const cuts = (value) => value === 'hidden' || value === 'clip'
  const told = (e) => {
    for (let at = e; at && at !== document.body; at = at.parentElement) if (at.title) return true
    return false
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent
    const owner = node.parentElement
    if (!text.trim() || !owner || !seen(owner) || owner.closest('script, style, svg, option, template')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rect = range.getBoundingClientRect()
    if (rect.width === 0) continue
    let hidden = false
    let scrolledX = false
    let scrolledY = false
    for (let at = owner; at && at !== document.body; at = at.parentElement) {
      if (hiddenFromEyes(at)) {
        hidden = true
        break
      }
    }
    if (hidden) continue
    for (let at = owner; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.display === 'inline' || style.display === 'contents') continue
      const box = at.getBoundingClientRect()
      const beyondX = rect.right > box.right + 1.5 || rect.left < box.left - 1.5
      const beyondY = rect.bottom > box.bottom + 3 || rect.top < box.top - 3
      if (scrolls(style.overflowX)) scrolledX = true
      if (scrolls(style.overflowY)) scrolledY = true
      if (beyondX && !scrolledX && cuts(style.overflowX)) {
        if (!told(owner)) say('cut off', at, text)
        break
      }
      if (beyondY && !scrolledY && cuts(style.overflowY)) {
        if (!told(owner)) say('cut off below', at, text)
        break
      }
      if (beyondX && !scrolledX && at.matches('button, a, label, [role=radio], [role=option], kbd, td, th, li')) {
        say('runs out of its box', at, text)
        break
      }
      if (beyondY && !scrolledY && at.matches('button, a, [role=radio], [role=option], kbd')) {
        say('runs out of its box below', at, text)
        break
      }
      if (scrolledX && scrolledY) break
      if (style.position === 'fixed') break
    }
    if (!scrolledX && (rect.right > innerWidth + 1 || rect.left < -1)) say('out of the window', owner, text)
  }
  const pen = document.createElement('canvas').getContext('2d')
  for (const input of document.querySelectorAll('input[placeholder]')) {
    if (!seen(input) || input.value !== '') continue
    const style = getComputedStyle(input)
    pen.font = style.font
    const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    if (pen.measureText(input.placeholder).width > room + 1 && !told(input)) say('placeholder cut off', input, input.placeholder)
  }
  return [...found]
})()`

/** Every text of the page that cannot be read to its end. */
export const clippedTexts = async (page: Page): Promise<string[]> => (await page.evaluate(script)) as string[]

/** Runs in the page. Words that are shown or named without the brackets of the pseudo-locale: they stand in no catalogue. */
const loose = `(() => {
  const found = new Set()
  const seen = (e) => e.checkVisibility({ visibilityProperty: true })
  const without = (text) => {
    let bare = text
    for (let before = ''; before !== bare; ) [before, bare] = [bare, bare.replace(/\\[[^\\[\\]]*\\]/g, ' ')]
    return bare.trim()
  }
  const look = (e, text) => {
    const left = without(text ?? '')
    if (/\\p{L}{2}/u.test(left)) found.add(left.replace(/\\s+/g, ' ').slice(0, 80))
  }
  for (const e of document.querySelectorAll('body *')) {
    if (!seen(e) || e.closest('script, style, iframe')) continue
    for (const attribute of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-valuetext']) look(e, e.getAttribute(attribute))
    for (const node of e.childNodes) if (node.nodeType === 3) look(e, node.textContent)
  }
  return [...found]
})()`

/** Words of the page, shown or only heard, that did not come out of the pseudo-locale. */
export const looseWords = async (page: Page): Promise<string[]> => (await page.evaluate(loose)) as string[]
