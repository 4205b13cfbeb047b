import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadCast, type Cast } from '../../../electron/practice/customers/load.ts'
import { loadCatalogue } from '../../../shared/i18n/catalogue.ts'
import { createTranslator } from '../../../shared/i18n/translator.ts'
import type { Scenario } from '../../../shared/practice/scenario.ts'
import { practiceLanguages } from '../../../shared/practice/texts.ts'
import { practiceFolder } from '../../support/practice.ts'
import { changed, common } from './samples.ts'

let folder = ''
const shipped = (): string => join(folder, 'shipped')
const own = (): string => join(folder, 'own')

/** Somebody whom no other customer is in the way of. */
function customer(id: string, phone: string, change: (scenario: Scenario) => void = () => undefined): string {
  return changed((scenario) => {
    scenario.id = id
    Object.assign(scenario.people['margaret']!, { phone, mail: `m.${phone}` })
    change(scenario)
  })
}

/** Puts a file of the team there, with a recording of each line in English. */
function put(file: string, text: string, id = file.replace('.json', '')): void {
  writeFileSync(join(own(), 'scenarios', file), text)
  for (const line of [...Object.keys(common().lines), 'opening', 'detail', 'answer', 'thanks']) sound(id, line)
}
function sound(id: string, line: string): void {
  const path = join(own(), 'voices/en', id, `${line}.ogg`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, 'OggS')
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtesy-cast-'))
  for (const at of [join(shipped(), 'scenarios'), join(own(), 'scenarios')]) mkdirSync(at, { recursive: true })
  cpSync(join(practiceFolder, 'common.json'), join(shipped(), 'common.json'))
  const first = '01-price-higher.json'
  cpSync(join(practiceFolder, 'scenarios', first), join(shipped(), 'scenarios', first))
  cpSync(join(practiceFolder, 'voices/en/price-higher'), join(shipped(), 'voices/en/price-higher'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const load = (): Cast => loadCast(shipped(), { own: own(), language: 'en' })
const lineOf = (text: string, mark: string): number => text.slice(0, text.indexOf(mark)).split('\n').length

test('a team’s own customers come after those we ship, with their own voices', () => {
  put('own.json', customer('own', '91'))
  const cast = load()
  expect(cast.problems).toEqual([])
  expect(cast.scenarios.map(({ id }) => id)).toEqual(['price-higher', 'own'])
  expect(cast.sound('en', 'own', 'hello')).toBe(join(own(), 'voices/en/own/hello.ogg'))
  expect(cast.sound('en', 'price-higher', 'hello')).toBe(join(shipped(), 'voices/en/price-higher/hello.ogg'))
})

test('one file of each fault: each is named with its line and a reason in every language, and the rest works', async () => {
  const schema = customer('schema', '81', (scenario) => Object.assign(scenario, { colour: 'red' }))
  const twice = customer('price-higher', '82')
  const language = customer('language', '83', (scenario) => delete (scenario.lines['detail'] as { hu?: string }).hu)
  const voice = customer('voice', '84', (scenario) => (scenario.voice.variant = 'x9'))
  const silent = customer('silent', '85', (scenario) => {
    scenario.lines = { ...scenario.lines, unsung: scenario.lines['detail']! }
  })
  put('schema.json', schema)
  put('twice.json', twice)
  put('language.json', language)
  put('voice.json', voice)
  put('silent.json', silent)
  put('notjson.json', '{\n  "version": 1,\n  oops\n}')
  put('big.json', '{}')
  truncateSync(join(own(), 'scenarios/big.json'), 50 * 1024 * 1024)
  writeFileSync(join(own(), 'scenarios/latin.json'), Buffer.from([0x22, 0xe9, 0x22]))
  mkdirSync(join(own(), 'scenarios/folder.json'))
  put('zz-good.json', customer('good', '91'), 'good')

  const { problems, scenarios } = load()
  expect(scenarios.map(({ id }) => id)).toEqual(['price-higher', 'good'])
  expect(problems.map(({ file, line, messageKey }) => [file, line, messageKey])).toEqual([
    ['big.json', null, 'playbook.problem.tooBig'],
    ['folder.json', null, 'playbook.problem.notAFile'],
    ['language.json', lineOf(language, '"detail"'), 'cues.problem.missingLanguage'],
    ['latin.json', null, 'playbook.problem.notText'],
    ['notjson.json', 3, 'cues.problem.notJson'],
    ['schema.json', lineOf(schema, '"colour"'), 'cues.problem.unknownKey'],
    ['silent.json', lineOf(silent, '"unsung"'), 'practice.problem.noSound'],
    ['twice.json', lineOf(twice, '"id"'), 'practice.problem.idTwice'],
    ['voice.json', lineOf(voice, '"x9"'), 'practice.problem.wrongForm'],
  ])
  for (const each of practiceLanguages) {
    const { say } = createTranslator(each, await loadCatalogue(each))
    for (const { messageKey, params } of problems) {
      const said = say(messageKey, params)
      expect(said, `${each} ${messageKey}`).not.toBe(messageKey)
      expect(said, `${each} ${messageKey}`).not.toMatch(/\{\{|undefined/)
    }
  }
})

test.skipIf(process.getuid?.() !== 0)('a file that may not be read', () => {
  put('secret.json', customer('secret', '81'))
  put('zz-good.json', customer('good', '91'), 'good')
  for (const open of [folder, own(), shipped()]) chmodSync(open, 0o755)
  chmodSync(join(own(), 'scenarios/secret.json'), 0o600)
  // Root may read everything; nobody may not.
  process.seteuid?.(65_534)
  let cast: Cast
  try {
    cast = load()
  } finally {
    process.seteuid?.(0)
  }
  expect(cast.problems).toMatchObject([
    { file: 'secret.json', line: null, messageKey: 'playbook.problem.unreadable', params: { code: 'EACCES' } },
  ])
  expect(cast.scenarios.map(({ id }) => id)).toEqual(['price-higher', 'good'])
})

test('without the common lines there is nobody, and the file that is wrong is said with its line', () => {
  writeFileSync(join(shipped(), 'common.json'), '{\n  "version": 1,\n  "lines": { "hello": { "en": "Hello" } }\n}')
  const { problems, scenarios } = load()
  expect(scenarios).toEqual([])
  expect(problems).toMatchObject([{ file: 'common.json', line: 3, messageKey: 'cues.problem.missingLanguage' }])
})
