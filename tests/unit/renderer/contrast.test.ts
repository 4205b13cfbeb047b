import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const css = readFileSync(join(root, 'renderer/desk/ui/tokens.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
type Tokens = Readonly<Record<string, string>>

const read = (text: string): Tokens =>
  Object.fromEntries([...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]))
/** Tokens of the first block with this selector, in a text. */
const block = (text: string, selector: string): Tokens => {
  const found = text.split(selector)[1]
  if (found === undefined) throw new Error(`${selector} is not in tokens.css`)
  return read(found.slice(0, found.indexOf('}')))
}
const more = css.slice(css.indexOf('@media (prefers-contrast: more)'))

const base = block(css, ':root {')
const dark = { ...base, ...block(css, "[data-theme='dark'] {") }
const themes: Readonly<Record<string, { tokens: Tokens; least: number }>> = {
  light: { tokens: base, least: 4.5 },
  dark: { tokens: dark, least: 4.5 },
  'high contrast': { tokens: { ...base, ...block(css, "[data-theme='contrast'] {") }, least: 7 },
  'light, more wanted': { tokens: { ...base, ...block(more, "[data-theme='light'] {") }, least: 7 },
  'dark, more wanted': { tokens: { ...dark, ...block(more, "[data-theme='dark'] {") }, least: 7 },
}

/** Relative luminance (WCAG 2.2) of `#rrggbb`. */
function luminance(hex: string): number {
  const value = /^#([0-9a-f]{6})$/i.exec(hex)?.[1]
  if (value === undefined) throw new Error(`${hex} is no colour that can be measured`)
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(value.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['bg', 'panel', 'panel-2']
const texts = ['ink', 'ink-2', 'ink-3', 'accent-ink', 'ok', 'warn', 'bad', 'cue']
/** Text on ground, as the desk uses them: every text on every plain ground, each tone on its soft ground, words on solid buttons. */
const pairs: [string, string][] = [
  ...texts.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ['accent-ink', 'accent-soft'],
  ['ok', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ['cue', 'cue-soft'],
  ['on-solid', 'accent-solid'],
  ['on-solid', 'ok-solid'],
  ['on-solid', 'bad-solid'],
  ...written(),
]

/** Pairs that a rule of our style sheets writes down itself: `color` and `background` both as tokens. */
function written(): [string, string][] {
  const found = new Map<string, [string, string]>()
  for (const file of readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.css'))
      for (const [, rule = ''] of readFileSync(join(root, 'renderer', file), 'utf8').matchAll(/\{([^{}]*)\}/g)) {
        const text = /(?:^|[\s;])color:\s*var\(--([\w-]+)\)/.exec(rule)?.[1]
        const ground = /background:\s*var\(--([\w-]+)\)/.exec(rule)?.[1]
        if (text !== undefined && ground !== undefined) found.set(`${text}/${ground}`, [text, ground])
      }
  return [...found.values()]
}

describe('contrast of the tokens', () => {
  it('reads as many pairs from the style sheets as there must at least be', () => expect(written().length).toBeGreaterThan(10))
  it('measures as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
  })

  describe.each(Object.entries(themes))('%s', (_name, { least, tokens }) => {
    it.each(pairs)('%s on %s', (text, ground) =>
      expect(contrast(tokens[text] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(least),
    )
    // WCAG 2.2, 1.4.11: what shows where a field begins, and where the focus is.
    it.each([
      ['ring', 'panel'],
      ['ring', 'bg'],
      ['field', 'panel'],
    ])('%s on %s can be seen', (edge, ground) => {
      const value = tokens[edge] ?? ''
      const colour = /^var\(--([\w-]+)\)$/.exec(value)
      expect(contrast(colour ? (tokens[colour[1] ?? ''] ?? '') : value, tokens[ground] ?? '')).toBeGreaterThanOrEqual(3)
    })
  })
})
