import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letterBodySchema, letterHeaderSchema } from '#shared/contract/mail-store.ts'
import { parseHeader } from '../../../electron/mail/parse/header.ts'
import { parseLetter } from '../../../electron/mail/parse/letter.ts'

const folder = join(import.meta.dirname, '../../fixtures/mail')
const read = (name: string): Buffer => readFileSync(join(folder, `${name}.eml`))
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => name.slice(0, -4))

test('every letter of the corpus comes out whole and fits the contract', async () => {
  expect(all.length).toBeGreaterThan(25)
  for (const name of all) {
    const { header, body } = await parseLetter(read(name))
    expect(letterHeaderSchema.safeParse(header).success, name).toBe(true)
    expect(letterBodySchema.safeParse(body).success, name).toBe(true)
    for (const part of body.parts) expect(part.fileName, name).not.toMatch(/[/\\\p{Cc}\u202E]|^\.|\.$/u)
  }
})

test('header alone and whole letter give the same identity', async () => {
  for (const name of all.filter((one) => !['empty', 'no-headers', 'only-garbage'].includes(one))) {
    const raw = read(name)
    const end = raw.indexOf('\r\n\r\n')
    expect((await parseHeader(raw.subarray(0, end + 4))).identity, name).toBe((await parseLetter(raw)).header.identity)
  }
})

test.each([
  ['windows-1252', /5 € – „zu viel“\./],
  ['iso-8859-2', /Árvíztűrő tükörfúrógép/],
  ['unknown-charset', /plain words stay/],
  ['koi8-r', /Счёт слишком высокий/],
  ['iso-2022-jp', /請求書/],
  ['no-final-boundary', /first/],
  ['raw-8bit-header', /Grüße/],
])('text of %s', async (name, expected) => {
  expect((await parseLetter(read(name))).body.text).toMatch(expected)
})

test.each([
  ['raw-8bit-header', 'Grüße'],
  ['utf-8-header', 'Grüße'],
  ['iso-8859-2', 'Árvíztűrő'],
  ['split-encoded-word', 'Übergabe'],
  ['koi8-r', 'Счёт'],
])('subject of %s', async (name, expected) => {
  expect((await parseLetter(read(name))).header.subject).toBe(expected)
})

test('names of senders without a charset are right too', async () => {
  expect((await parseLetter(read('raw-8bit-header'))).header.from).toEqual({ name: 'Müller', address: 'mueller@customer.test' })
})

test('a line break inside a subject makes no header', async () => {
  expect((await parseLetter(read('header-injection'))).header.subject).not.toMatch(/[\r\n]/)
})

test('names of attachments are safe to save under', async () => {
  const names = (await parseLetter(read('hostile-names'))).body.parts.map((part) => part.fileName)
  expect(names.slice(0, 3)).toEqual(['passwd', 'win.ini', '_con.txt'])
  expect(names.at(-1)).toBe('invoicefdp.exe')
  for (const name of names) expect(name.length).toBeLessThanOrEqual(150)
})

test('pictures inside the text are known by their Content-ID', async () => {
  const { body } = await parseLetter(read('cid-picture'))
  expect(body.html).toContain('cid:pic@1')
  expect(body.parts).toMatchObject([{ part: 0, contentId: 'pic@1', inline: true, contentType: 'image/png' }])
})

test('limits: long text is cut and said so, parts and references are counted', async () => {
  expect((await parseLetter(read('long-line'))).body).toMatchObject({ truncated: true })
  expect((await parseLetter(read('many-parts'))).body.parts.length).toBeLessThanOrEqual(1000)
  const { references } = (await parseLetter(read('many-references'))).header
  expect(references.length).toBeLessThanOrEqual(51)
  expect(references.at(-1)).toBe('<r2999@x>')
})

test('letters of machines are known', async () => {
  for (const name of ['vacation', 'bounce', 'list']) expect((await parseLetter(read(name))).header.automatic, name).toBe(true)
  for (const name of ['windows-1252', 'flowed-quoted']) expect((await parseLetter(read(name))).header.automatic, name).toBe(false)
})

test('a date that is none is no date', async () => {
  expect((await parseLetter(read('no-message-id'))).header).toMatchObject({ date: null, messageId: null })
})

test('whatever bytes come, parsing ends without an exception', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => {
      const { header, body } = await parseLetter(bytes)
      expect(letterHeaderSchema.safeParse(header).success && letterBodySchema.safeParse(body).success).toBe(true)
    }),
    { numRuns: 100 },
  )
})
