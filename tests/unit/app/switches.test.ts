import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isPathOf } from '../../../electron/app/start-options.ts'
import { parseSwitches } from '../../../electron/app/switches.ts'

const line = (argv: string[]): string => {
  const parsed = parseSwitches(argv)
  return parsed.ok ? 'ok' : parsed.line
}

describe('switches', () => {
  test('reads ours and lets Chromium have its own', () => {
    const parsed = parseSwitches([
      '--profile=a b.json',
      '--hidden',
      '--lang=hu',
      '--user-data-dir=/tmp/x',
      '--inspect=0',
      '--use-fake-device-for-media-stream',
      '--no-sandbox',
      'tel:+361',
    ])
    expect(parsed).toEqual({
      ok: true,
      switches: { practice: false, profile: 'a b.json', userDataDir: '/tmp/x', lang: 'hu', hidden: true, links: ['tel:+361'] },
    })
  })
  test('a misspelt switch is named with the one that was meant', () => {
    expect(line(['--profil=x'])).toBe('courtesy: --profil: unknown switch; did you mean --profile?')
    expect(line(['--hiden'])).toContain('did you mean --hidden?')
  })
  test('an unknown one lists what there is', () =>
    expect(line(['--teapot'])).toMatch(/unknown switch; known are --practice, --profile/))
  test('a missing or superfluous value is refused', () => {
    expect(line(['--profile'])).toContain('--profile=FILE')
    expect(line(['--profile='])).toContain('needs a value')
    expect(line(['--practice=yes'])).toContain('takes no value')
    expect(line(['--lang=Klingon!'])).toContain('not a language')
  })
  test.each([
    ['-profile=x', 'courtesy: -profile: unknown switch; did you mean --profile?'],
    ['-hidden', 'courtesy: -hidden: unknown switch; did you mean --hidden?'],
    ['-x', /^courtesy: -x: unknown switch; known are --practice, /],
    ['-', /^courtesy: -: neither a switch nor a link; /],
    ['profile.json', /^courtesy: profile\.json: neither a switch nor a link; a switch begins with --, a link with tel:/],
    ['https://shop.test/', /^courtesy: https:\/\/shop\.test\/: neither a switch nor a link; /],
    ['two\nlines', /^courtesy: two lines: neither /],
    ['.', /^courtesy: \.: neither /],
  ])('%j is no switch and no link, and is refused in one line', (argument, expected) => {
    expect(line(['--lang=en', argument])).toMatch(expected)
    expect(line(['--lang=en', argument]).split('\n')).toHaveLength(1)
  })
  test('what systems and Chromium add is let through, and every kind of link', () => {
    const links = ['tel:+361', 'callto:1', 'SIP:a@x', 'sips:a@x', 'mailto:a@x.test']
    const added = ['-psn_0_12345', '-Embedding', '-no-sandbox', '-v=1', '', ' ', '--', '-NSDocumentRevisionsDebugMode', 'YES']
    const parsed = parseSwitches([...added, ...links])
    expect(parsed.ok && parsed.switches.links).toEqual(links)
    // A switch after one of Cocoa's is not its value.
    expect(line(['-AppleTextDirection', '--teapot'])).toContain('--teapot: unknown switch')
  })
  test('a start from a checkout may name its own folder, and Electron the path it starts', () => {
    const checkout = mkdtempSync(join(tmpdir(), 'courtesy-checkout-'))
    onTestFinished(() => rmSync(checkout, { recursive: true }))
    symlinkSync(checkout, join(checkout, 'app'))
    const from = (defaultApp: boolean, argv: string[]): string => {
      const parsed = parseSwitches(argv, { defaultApp, isApp: isPathOf(join(checkout, 'app')) })
      return parsed.ok ? parsed.switches.links.join() : parsed.line
    }
    expect(from(false, [checkout, 'tel:1'])).toBe('tel:1')
    expect(from(false, [tmpdir()])).toMatch(/neither a switch nor a link/)
    expect(from(false, ['profile.json'])).toMatch(/^courtesy: profile\.json: neither /)
    expect(from(true, ['.', 'tel:1'])).toBe('tel:1')
    expect(from(true, ['--inspect=0', '-r', './loader.js', 'out/main/main.js', '--hidden', 'tel:1'])).toBe('tel:1')
    expect(from(true, ['.', 'profile.json'])).toMatch(/^courtesy: profile\.json: neither /)
  })
})
