import { AxeBuilder } from '@axe-core/playwright'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { must, until } from './desk.ts'
import { expect } from './e2e.ts'
import { askedAgain } from './electron-app.ts'

/** All pictures go to `test-results/screenshots`; with COURTESY_SCREENSHOTS=1 those the README shows also to `resources/screenshots`. */
const artefacts = inCheckout('test-results/screenshots')
const shown = inCheckout('resources/screenshots')
const inReadme = new Set([
  'practice-sheet-1280-light-en',
  'ringing-1280-light-en',
  'call-1280-light-en',
  'reply-1280-light-en',
  'mail-1920-dark-hu',
  'supervision-1280-light-en',
])

type Theme = 'light' | 'dark' | 'contrast'
const darkAndLight: readonly Theme[] = ['dark', 'light']
const languages = ['hu', 'en'] as const
const sizes = [
  [1920, 1080],
  [1280, 800],
] as const

interface Pose {
  /** Light and dark unless it says otherwise. */
  readonly themes?: readonly Theme[]
  /** Done before each picture, as scrolling to what is to be seen. */
  readonly before?: () => Promise<unknown>
}

/**
 * Takes pictures of a screen in both sizes, its themes and two languages; the small English one also has to be free of flaws. The desk
 * is small, light and English afterwards.
 */
export function photographer(desk: Page, electron: ElectronApplication): (name: string, pose?: Pose) => Promise<void> {
  for (const folder of [artefacts, shown]) mkdirSync(folder, { recursive: true })
  return async (name, { before, themes = darkAndLight } = {}) => {
    // Nothing is hovered: no tip, no row in another colour.
    await desk.mouse.move(1, 1)
    for (const language of languages)
      for (const [width, height] of sizes) {
        await resize(electron, width, height)
        for (const theme of themes) {
          await must(desk, 'settings.set', { patch: { theme, language } })
          await until(desk, 'a card speaks the language', ({ cue }) => cue === null || cue.language === language)
          await settled(desk, theme, language, width)
          await before?.()
          await take(desk, `${name}-${width}-${theme}-${language}`)
          await withoutOverflow(desk)
          if (width === 1280 && language === 'en') await accessible(desk, theme, name)
        }
      }
    if (!themes.includes('light')) await must(desk, 'settings.set', { patch: { theme: 'light' } })
  }
}

/**
 * The same of a window beside the desk, which has a size of its own.
 * @param appear brings it anew for each language
 * @param vanish takes it away again
 */
export async function photographBeside(
  desk: Page,
  name: string,
  appear: () => Promise<Page>,
  vanish: () => Promise<void>,
): Promise<void> {
  mkdirSync(artefacts, { recursive: true })
  for (const language of languages) {
    await must(desk, 'settings.set', { patch: { language } })
    const window = await appear()
    for (const theme of darkAndLight) {
      await must(desk, 'settings.set', { patch: { theme } })
      await settled(window, theme, language)
      await take(window, `${name}-${theme}-${language}`)
      await withoutOverflow(window)
      if (language === 'en') await accessible(window, theme, name)
    }
    await vanish()
  }
}

/** Gives the desk this much room, in CSS pixels of the usual size. */
export const resize = (electron: ElectronApplication, width: number, height: number): Promise<void> =>
  askedAgain(() =>
    electron.evaluate(
      ({ BrowserWindow }, [w, h]) =>
        BrowserWindow.getAllWindows()
          .find((each) => each.webContents.getURL().startsWith('app://desk'))
          ?.setContentSize(w, h),
      [width, height] as const,
    ),
  )

async function take(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, `${file}.png`) })
  if (process.env['COURTESY_SCREENSHOTS'] === '1' && inReadme.has(file))
    copyFileSync(join(artefacts, `${file}.png`), join(shown, `${file}.png`))
}

/**
 * Waits until the page wears what was asked for and nothing on it changes any more; what never rests (a loudness meter) is not waited for.
 * @throws when it does not come to wear it
 */
async function settled(page: Page, theme: Theme, language: string, width?: number): Promise<void> {
  const wears = await page.evaluate(`new Promise((done) => {
    const root = document.documentElement
    const began = performance.now()
    let worn = null
    let changed = began
    const watch = new MutationObserver(() => { changed = performance.now() })
    watch.observe(root, { subtree: true, childList: true, attributes: true, characterData: true })
    const wears = () =>
      root.dataset.theme === ${JSON.stringify(theme)} && root.lang.startsWith(${JSON.stringify(language)}) && ${
        width === undefined ? 'true' : `innerWidth === ${width}`
      }
    const moves = () => document.fonts.status !== 'loaded' || document.getAnimations().some((each) => each.playState === 'running')
    const look = () => {
      const now = performance.now()
      if (!wears()) worn = null
      else worn ??= now
      const rests = now - changed > 120 && !moves()
      if (worn !== null && (rests || now - worn > 900)) return done(true), watch.disconnect()
      if (now - began > 5000) return done(false), watch.disconnect()
      setTimeout(look, 20)
    }
    look()
  })`)
  if (wears !== true) throw new Error(`the page does not come to be ${theme}, ${language} and ${width ?? 'any'} wide`)
}

/**
 * WCAG 2.2 AA and axe's best practices as far as a program can see them; high contrast keeps WCAG's AAA too (7:1). The letter's frame
 * runs no script, so axe cannot enter it.
 */
export async function accessible(page: Page, theme: Theme, name: string): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags([
      'wcag2a',
      'wcag2aa',
      'wcag21a',
      'wcag21aa',
      'wcag22aa',
      'best-practice',
      ...(theme === 'contrast' ? ['wcag2aaa'] : []),
    ])
    .exclude('iframe')
    .setLegacyMode()
    .analyze()
  expect
    .soft(
      found.violations.map(
        ({ id, nodes }) =>
          `${name} ${theme}: ${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 160))
            .join(' | ')}`,
      ),
    )
    .toEqual([])
}

/** Nothing may be pushed out of the window: the page itself never scrolls sideways. */
export async function withoutOverflow(page: Page): Promise<void> {
  // A table of figures may be wider than a small window when it lies in something that is not, and scrolls there.
  const beyond = await page.evaluate(
    `(() => {
      const out = (e) => e.getBoundingClientRect().right > window.innerWidth + 1
      const scrolls = (e) => {
        const within = e.closest('table')?.parentElement
        return within && getComputedStyle(within).overflowX === 'auto' && !out(within)
      }
      return [...document.querySelectorAll('body *')].filter((e) => out(e) && !scrolls(e)).slice(0, 3).map((e) => e.outerHTML.slice(0, 120))
    })()`,
  )
  expect(beyond).toEqual([])
}
