import { readdirSync, readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { clippedTexts, looseWords } from './clipped.ts'
import { must, until } from './desk.ts'
import type { TestApp } from './electron-app.ts'
import { eva, settle } from './people.ts'

/** What stands on the screen and comes out of no catalogue: names of people and things, addresses, keys, letters of the dial pad, dates. */
const data = [
  /^(AK|Anna Kovács|Mrs Éva Szabó|ÉS|Customer( \d+)?|Customer service|Invoice 4711|Brno|Budapest)$/,
  /@|:\/\/|^sip:|\+36|^2026-\d+|\d\d:\d\d/,
  /^((Ctrl|Alt|Shift)\+)*(Ctrl|Alt|Shift|Enter|F\d+|Escape|Delete|\S)$/,
  /^(abc|def|ghi|jkl|mno|pqrs|tuv|wxyz)$/,
  /^(: )?(English|Deutsch|Magyar|Čeština|Монгол)$/,
  /^(TLS|STARTTLS|HU|Courtesy|Electron|Chromium|claims)$/,
  // The devices of the test: Chromium's own.
  /^Fake (Default )?Audio (Input|Output)( \d+)?$/,
  /^\d+(:\d\d)*$/,
  // React Aria's own word for screen readers; there is no pseudo-locale of it.
  /^Dismiss$/,
]
/** Cards and standards are data of their own with all languages in them, held to that by tests of theirs. */
const shipped: ReadonlySet<string> = new Set([
  ...Object.values(
    JSON.parse(readFileSync(inCheckout('resources/cue-decks/starter.json'), 'utf8')) as {
      cues: { card: { en: { say: string } } }[]
    },
  ).flatMap((part) => (Array.isArray(part) ? part.map((cue) => cue.card.en.say) : [])),
  ...readdirSync(inCheckout('resources/playbooks/en')).map(
    (file) => /^title: ['"]?(.+?)['"]?$/m.exec(readFileSync(inCheckout(`resources/playbooks/en/${file}`), 'utf8'))?.[1] ?? file,
  ),
])
const evidence =
  /^((open complaints|contacts in seven days): \d+|(first|second|third) contact( about “.+”)?( today| since \w+)?)$/
const isData = (text: string): boolean =>
  shipped.has(text) || text.split(' · ').every((part) => evidence.test(part) || data.some((each) => each.test(part)))

/** What cannot be read to its end, and (in the pseudo-locale) what is hard-coded, in one view. */
export async function flaws(desk: Page, view: string, pseudo: boolean): Promise<string[]> {
  await desk.waitForTimeout(250)
  const clipped = await clippedTexts(desk)
  const loose = pseudo ? (await looseWords(desk)).filter((text) => !isData(text)) : []
  return [...clipped.map((each) => `${view}: ${each}`), ...loose.map((each) => `${view}: not in a catalogue: ${each}`)]
}

/** The smallest window Courtesy promises to be comfortable in. */
export async function smallWindow({ desk, electron }: TestApp): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((each) => each.isVisible())
      ?.setContentSize(1280, 800),
  )
  await expect.poll(() => desk.evaluate('innerWidth')).toBe(1280)
}

/** Opens records with some people and a complaint in them. */
export async function filled(desk: Page): Promise<void> {
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
  await settle(desk, 5)
  const claim = await must(desk, 'cases.create', { id: uuidv7(), contactId: eva.id, interactionId: null, type: 'complaint' })
  await must(desk, 'cases.patch', { id: claim.id, patch: { subject: 'Invoice 4711', reason: 'price_higher' } })
}
