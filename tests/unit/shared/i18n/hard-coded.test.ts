import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '#shared/i18n/en.ts'
import { hardCoded } from '../../../support/hard-coded.ts'

const root = join(import.meta.dirname, '../../../..')
/** Everything of ours whose words can come before a person: pages, and main with its menus, boxes, notices and the tray. */
const files = globSync(['renderer/**/*.{ts,tsx}', 'electron/**/*.ts'], { cwd: root }).filter(
  // Programs for the terminal of whoever builds.
  (file) => !file.startsWith('electron/tools/'),
)
/** Tables name keys of the catalogue; a key with plural forms is named without its ending. */
const keys = new Set(Object.keys(en).flatMap((key) => [key, key.replace(/(_ordinal)?_(one|two|few|many|other)$/, '')]))

/** What may stand in a file all the same, and why. */
const allowed: readonly { readonly files: RegExp; readonly texts: readonly string[]; readonly why: string }[] = [
  { files: /^electron\/app\/(desk|pop)-window\.ts$/, texts: ['Courtesy'], why: 'the name of the product' },
  {
    files: /^electron\/(app\/phone|practice\/)window\.ts$|^electron\/app\/phone-window\.ts$/,
    texts: ['Courtesy phone', 'Courtesy practice'],
    why: 'windows that are never shown',
  },
  {
    files: /^renderer\/desk\/features\/settings\/(line-form|server-fields)\.tsx$/,
    texts: ['TLS', 'STARTTLS', 'sip:anna@company.example', 'wss://exchange.company.example'],
    why: 'protocols and addresses, which no language translates',
  },
  {
    files: /^renderer\/desk\/features\/mail\/composer\/editor\.tsx$/,
    texts: ['https://'],
    why: 'the beginning of every address',
  },
  {
    files: /^electron\/(records|ipc\/handlers)\//,
    texts: ['cursor', 'steps', 'quick_check', 'a log without its database'],
    why: 'details of an error for the log; its words have a key',
  },
  { files: /^electron\/mail\/outbox\/file-copy\.ts$/, texts: ['\\Seen'], why: 'a flag of IMAP (RFC 9051)' },
  {
    files: /^(electron\/ipc\/router|renderer\/(practice\/main|desk\/bridge\/client))\.ts$/,
    texts: ['no such call', 'no such leg', 'unknown', 'no bridge'],
    why: 'details of an error between programs, for the log',
  },
]
const isAllowed = (file: string, text: string): boolean =>
  allowed.some((each) => each.files.test(file) && each.texts.includes(text))

const scan = (file: string): string[] =>
  hardCoded(file, readFileSync(join(root, file), 'utf8'), (text) => keys.has(text) || isAllowed(file, text))

describe('every source of words', () => {
  it('is found', () => {
    for (const [part, atLeast] of [
      ['renderer/desk/', 200],
      ['renderer/pop/', 2],
      ['renderer/phone/', 10],
      ['electron/app/', 40],
      ['electron/ipc/', 10],
    ] as const)
      expect(files.filter((file) => file.startsWith(part)).length, part).toBeGreaterThanOrEqual(atLeast)
  })
  it.each(files)('%s says only what a catalogue holds', (file) => expect(scan(file)).toEqual([]))
  it.each(globSync('renderer/*/index.html', { cwd: root }))('%s is named by the product alone', (file) => {
    const [, title] = /<title>(.*)<\/title>/.exec(readFileSync(join(root, file), 'utf8')) ?? []
    // The phone and the practice voices are pages nobody sees.
    expect(title).toMatch(/\/(phone|practice)\//.test(file) ? /^Courtesy (phone|practice)$/ : /^Courtesy$/)
  })
  it('has no leave that nobody takes', () => {
    const taken = files.map((file) => ({ file, texts: hardCoded(file, readFileSync(join(root, file), 'utf8')).join('\n') }))
    const idle = allowed.flatMap(({ files: where, texts }) =>
      texts.filter((text) => !taken.some((each) => where.test(each.file) && each.texts.includes(`: ${text}`))),
    )
    expect(idle).toEqual([])
  })
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
    [
      'in a box of the system',
      "dialog.showMessageBoxSync({ message: 'Close it?', buttons: [t('no'), t('yes')] })",
      '1: Close it?',
    ],
    ['on a button of such a box', "dialog.showMessageBoxSync({ buttons: [t('no'), 'Close it'] })", '1: Close it'],
    ['in a menu', "Menu.buildFromTemplate([{ label: on ? t('off') : 'Switch on' }])", '1: Switch on'],
    ['in a notice', "new Notification({ title: t('x'), body: `${n} letters` })", '1: letters'],
    ['at the tray', "tray.setToolTip('Line ready')", '1: Line ready'],
    ['written into an element', "made.textContent = 'It rings'", '1: It rings'],
    ['in an attribute that is set', "made.setAttribute('aria-label', 'It rings')", '1: It rings'],
    ['handed to an element', "head.append(icon, 'It rings')", '1: It rings'],
  ])('%s', (_where, source, found) => expect(plant(source)).toEqual([found]))

  it.each([
    ['a key', "const a = <p title={t('close.it')}>{t('hello')}</p>"],
    ['a name of a class', "const a = <p className={on ? 'is-on' : 'is-off'} data-x='two words' />"],
    ['a comparison', "const a = <p>{kind === 'other' ? t('x') : null}</p>"],
    ['an attribute nobody reads', "made.setAttribute('role', 'alert'); made.className = 'two words'"],
    ['a mark without words', 'const a = <p>· – 12 C·</p>'],
  ])('but not %s', (_what, source) => expect(plant(source)).toEqual([]))
})
