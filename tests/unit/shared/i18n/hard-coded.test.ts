import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '#shared/i18n/en.ts'
import { hardCoded } from '../../../support/hard-coded.ts'

const root = join(import.meta.dirname, '../../../..')
const files = globSync('renderer/desk/**/*.{ts,tsx}', { cwd: root })
/** Tables name keys of the catalogue; a key with plural forms is named without its ending. */
const keys = new Set(Object.keys(en).flatMap((key) => [key, key.replace(/(_ordinal)?_(one|two|few|many|other)$/, '')]))
/** Protocols and addresses that no language translates. */
const names = new Set(['TLS', 'STARTTLS', 'https://', 'sip:anna@company.example', 'wss://exchange.company.example'])

describe('the desk', () => {
  it('is found', () => expect(files.length).toBeGreaterThan(100))
  it.each(files)('%s says only what a catalogue holds', (file) =>
    expect(hardCoded(file, readFileSync(join(root, file), 'utf8'), (text) => keys.has(text) || names.has(text))).toEqual([]),
  )
})

describe('planted text is found', () => {
  const plant = (source: string): string[] => hardCoded('plant.tsx', source)
  it.each([
    ['between tags', 'const a = <p>Hello you</p>', '1: Hello you'],
    ['between tags, in braces', "const a = <p>{'Hello you'}</p>", '1: Hello you'],
    ['in another script', 'const a = <p>Сайн уу</p>', '1: Сайн уу'],
    ['beside a value', 'const a = <p>{n} letters</p>', '1: letters'],
    ['in a template', 'const a = <p>{`${n} letters`}</p>', '1: letters'],
    ['in an attribute', 'const a = <button aria-label="Close it" />', '1: Close it'],
    ['in one of two', "const a = <Field label={b ? t('key') : 'Close it'} />", '1: Close it'],
    ['when something is so', "const a = <p>{b && 'Close it'}</p>", '1: Close it'],
    ['put together', "const a = <p title={'Close ' + name} />", '1: Close'],
    ['on its line', 'const a = (\n  <p>\n    Hello\n  </p>\n)', '2: Hello'],
    ['in a property', "toast({ tone: 'bad', text: 'It broke' })", '1: It broke'],
  ])('%s', (_where, source, found) => expect(plant(source)).toEqual([found]))

  it.each([
    ['a key', "const a = <p title={t('close.it')}>{t('hello')}</p>"],
    ['a name of a class', "const a = <p className={on ? 'is-on' : 'is-off'} data-x='two words' />"],
    ['a comparison', "const a = <p>{kind === 'other' ? t('x') : null}</p>"],
    ['a mark without words', 'const a = <p>· – 12 C·</p>'],
  ])('but not %s', (_what, source) => expect(plant(source)).toEqual([]))
})
