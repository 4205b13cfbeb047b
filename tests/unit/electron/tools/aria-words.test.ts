import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ariaWords } from '../../../../electron/tools/build/aria-words.ts'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'
import mongolian from '../../../../shared/i18n/react-aria-mn.json' with { type: 'json' }

const id = inCheckout('node_modules/react-aria/dist/private/overlays/intlStrings.mjs')
const plugin = ariaWords(['en-US', 'hu-HU'], { locale: 'mn-MN', words: mongolian })

test('React Aria speaks Mongolian too, and none of the languages Courtesy does not speak', () => {
  const { code } = plugin.transform.handler(readFileSync(id, 'utf8'), id)
  expect(code).toContain('"mn-MN": {"dismiss":"Хаах"}')
  expect([...code.matchAll(/"([a-z]{2}-[A-Z]{2})":/g)].map(([, locale]) => locale)).toEqual(['en-US', 'hu-HU', 'mn-MN'])
  expect([...code.matchAll(/from "(.+?)"/g)].map(([, from]) => from)).toEqual([
    '../intl/overlays/en-US.mjs',
    '../intl/overlays/hu-HU.mjs',
  ])
})

test('a part that is used and has no words stops the build; one that fell away does not', () => {
  const tags = id.replace('overlays', 'tag')
  const bundle = (renderedLength: number) => ({ 'desk.js': { modules: { [tags]: { renderedLength } } }, 'desk.css': {} })
  expect(() => plugin.generateBundle({}, bundle(0))).not.toThrow()
  expect(() => plugin.generateBundle({}, bundle(300))).toThrow("React Aria's tag has no words in mn-MN")
})

test('a file of words that looks otherwise than it did is said, not shipped empty', () => {
  expect(() => plugin.transform.handler('export default {}', id)).toThrow('in another way now')
})
