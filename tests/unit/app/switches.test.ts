import { describe, expect, test } from 'vitest'
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
})
