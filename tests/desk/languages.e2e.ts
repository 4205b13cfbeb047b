import type { Page } from '@playwright/test'
import type { Language } from '../../shared/i18n/languages.ts'
import { clippedTexts, looseWords } from '../support/clipped.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { eva } from '../support/people.ts'
import { filled, flaws, smallWindow } from '../support/readable.ts'

/** A desk with a line and a mailbox that nobody answers: all of it can be seen without a server. */
const profile = {
  version: 1,
  agent: { name: 'Anna Kovács', extension: 'agent' },
  line: {
    uri: 'sip:agent@toll.test',
    secret: { value: 'secret' },
    servers: ['ws://127.0.0.1:9'],
    allowInsecure: true,
    tollFreeNumber: '+36801234567',
    region: 'HU',
  },
  mailboxes: [
    {
      id: 'service',
      name: 'Customer service',
      address: 'service@toll.test',
      imap: { host: '127.0.0.1', port: 9, security: 'tls', user: 'service' },
      smtp: { host: '127.0.0.1', port: 9, security: 'tls', user: 'service' },
      secret: { value: 'secret' },
    },
  ],
  storage: { key: { file: 'db.key' } },
}
const key = { 'db.key': { text: 'k'.repeat(64) } }
const places = ['phone', 'mail', 'customers', 'cases', 'tasks', 'supervision', 'settings'] as const

/** Every place and every page of the settings. */
async function everywhere(desk: Page, language: string, pseudo = false): Promise<string[]> {
  const found: string[] = []
  const look = async (view: string): Promise<void> => void found.push(...(await flaws(desk, `${language} ${view}`, pseudo)))
  for (const [index, place] of places.entries()) {
    await desk.keyboard.press(`Control+${index + 1}`)
    await expect(desk.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
    await look(place)
  }
  const rows = desk.getByRole('complementary').first().getByRole('listitem').getByRole('button')
  await expect(rows).toHaveCount(7)
  for (let index = 0; index < 7; index++) {
    await rows.nth(index).click()
    await look(`settings ${String(index + 1)}`)
  }
  return found
}

test('the search for clipped and loose words finds what was planted', async ({ start }) => {
  const { desk } = await start()
  // Built node by node: the page takes no text for HTML.
  await desk.evaluate(`(() => {
    const made = (name, style, text, more) => {
      const element = document.createElement(name)
      element.style.cssText = style
      element.textContent = text
      for (const [key, value] of Object.entries(more || {})) element.setAttribute(key, value)
      return element
    }
    const box = made('div', 'position:fixed;top:0;left:0;z-index:9;width:200px', '')
    box.append(
      made('p', 'width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis', 'Cut off at its end'),
      made('p', 'width:60px;overflow:hidden;white-space:nowrap', 'Cut off but told', { title: 'Cut off but told' }),
      made('p', 'height:9px;overflow:hidden;line-height:20px', 'Cut below its line'),
      made('button', 'width:50px;padding:0;white-space:nowrap;overflow:visible', 'Wider than its button'),
      made('input', 'width:60px', '', { placeholder: 'A placeholder that is much too long' }),
      made('p', '', '[Ín á čátálógúé]'),
    )
    document.body.append(box)
  })()`)
  const clipped = (await clippedTexts(desk)).join('\n')
  for (const text of ['Cut off at its end', 'Cut below its line', 'Wider than its button', 'A placeholder that'])
    expect(clipped).toContain(text)
  expect(clipped).not.toContain('but told')
  const loose = await looseWords(desk)
  expect(loose).toEqual(expect.arrayContaining(['Cut off at its end', 'A placeholder that is much too long']))
  expect(loose.join()).not.toContain('čátálógúé')
})

test('in every language each word of each place can be read to its end, and none is hard-coded', async ({ home, start }) => {
  test.setTimeout(240_000)
  const app = await start(home(profile, key), { lang: 'en-XA' })
  const { desk } = app
  await filled(desk)
  await smallWindow(app)
  const found = await everywhere(desk, 'pseudo', true)
  for (const language of ['de', 'hu', 'cs', 'mn'] as const) {
    await must(desk, 'settings.set', { patch: { language } })
    await expect(desk.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
    found.push(...(await everywhere(desk, language)))
  }
  expect(found).toEqual([])
})

test('forms, menus and overviews in the pseudo-locale', async ({ home, start }) => {
  test.setTimeout(120_000)
  const app = await start(home(profile, key), { lang: 'en-XA' })
  const { desk } = app
  await filled(desk)
  await smallWindow(app)
  const found: string[] = []
  const look = async (view: string): Promise<void> => void found.push(...(await flaws(desk, view, true)))
  await until(desk, 'the mailbox is known', (snapshot) => snapshot.mailboxes[0]?.state === 'offline')
  await desk.keyboard.press('Control+2')
  await desk.getByRole('button', { name: /Ňéw méššágé/ }).click()
  await expect(desk.getByRole('textbox', { name: /Šúbj/ })).toBeVisible()
  await look('composer')
  await desk.keyboard.press('Control+3')
  await desk
    .getByRole('button', { name: /Ňéw čúštómér/ })
    .first()
    .click()
  await expect(desk.getByRole('textbox', { name: /Órgá/ })).toBeVisible()
  await look('new customer')
  await desk.keyboard.press('Control+3')
  await desk.getByText(eva.name).first().click()
  await look('customer')
  await desk
    .getByRole('button', { name: /Ímpórt/ })
    .first()
    .click()
  await look('import')
  await desk.keyboard.press('Control+4')
  await desk.getByText('Invoice 4711').first().click()
  await look('case')
  await desk
    .getByRole('banner')
    .getByRole('button', { name: /Čháňgé/ })
    .click()
  await expect(desk.getByRole('dialog')).toBeVisible()
  await look('line menu')
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('Control+k')
  await desk.keyboard.type('>')
  await expect(desk.getByRole('option').first()).toBeVisible()
  await look('commands')
  await desk.getByRole('option', { name: /Áll kéýš/ }).click()
  await expect(desk.getByRole('dialog')).toBeVisible()
  await look('keys')
  expect(found).toEqual([])
})

test('the pages of the lead and two records becoming one in the pseudo-locale', async ({ home, start }) => {
  test.setTimeout(120_000)
  const app = await start(home(profile, key), { lang: 'en-XA' })
  const { desk } = app
  await filled(desk)
  await smallWindow(app)
  const found: string[] = []
  const look = async (view: string, own = true): Promise<void> => void found.push(...(await flaws(desk, view, own)))
  const heading = desk.getByRole('main').getByRole('heading', { level: 1 })
  for (const page of ['cues', 'audit']) {
    await desk.evaluate(`location.hash = '#/supervision/${page}'`)
    await expect(heading).toBeVisible()
    await look(`lead ${page}`)
  }
  // Cards and standards speak a language of their own: what they say is no text of the desk.
  await desk.evaluate(`location.hash = '#/supervision/deck'`)
  await expect(heading).toBeVisible()
  await look('lead deck', false)
  await desk.getByRole('main').getByRole('list').first().getByRole('button').first().click()
  await look('a card in the editor', false)
  await desk.keyboard.press('Escape')
  await desk.evaluate(`location.hash = '#/supervision/standards'`)
  await look('lead standards', false)
  await desk.keyboard.press('Control+3')
  await desk.getByText(eva.name).first().click()
  await desk
    .getByRole('button', { name: /Šámé péršóň/ })
    .first()
    .click()
  await look('same person')
  expect(found).toEqual([])
})

test('the first start in the pseudo-locale, and its choice of language', async ({ start }) => {
  test.setTimeout(120_000)
  const app = await start(undefined, { lang: 'en-XA' })
  const { desk } = app
  const found: string[] = []
  const look = async (view: string): Promise<void> => void found.push(...(await flaws(desk, view, true)))
  await until(desk, 'a passphrase is asked for', (snapshot) => snapshot.access.state === 'new_passphrase')
  await smallWindow(app)
  await look('passphrase')
  const boxes = desk.locator('input')
  await boxes.nth(0).fill('four or five words')
  await boxes.nth(1).fill('four or five words')
  await desk.keyboard.press('Enter')
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
  await look('first start')
  await desk.getByRole('button', { name: /Čóññéčt|Čóňňéčt/ }).click()
  for (const step of ['line', 'mailbox', 'sound']) {
    await look(`first ${step}`)
    await desk.getByRole('button', { name: /Látér|Ňéxt|Tó thé déšk/ }).click()
  }
  expect(found).toEqual([])
})

test('a language is chosen in the settings and counts at once, for words, dates and what is being typed', async ({
  home,
  start,
}) => {
  const { desk } = await start(home(profile, key), { lang: 'hu' })
  await filled(desk)
  await desk.getByRole('link', { name: 'Telefon', exact: true }).click()
  await desk.getByRole('textbox', { name: 'Szám vagy név' }).fill('06 30')
  await desk.getByRole('link', { name: 'Beállítások', exact: true }).click()
  await desk.getByRole('button', { name: /^Megjelenés/ }).click()
  const choose = async (box: string, language: string): Promise<void> => {
    await desk.getByRole('button', { name: new RegExp(`${box}$`) }).click()
    await desk.getByRole('option', { name: language, exact: true }).click()
  }
  await choose('Nyelv', 'Deutsch')
  await expect(desk.getByRole('link', { name: 'Einstellungen', exact: true })).toHaveAttribute('aria-current', 'page')
  await expect(desk.locator('html')).toHaveAttribute('lang', /^de/)
  await choose('Sprache', 'Монгол')
  await expect(desk.getByRole('link', { name: 'Тохиргоо', exact: true })).toBeVisible()
  // The way out of an open list that only screen readers are told of is React Aria's, which has no Mongolian: the build gives it ours.
  await desk.locator('button[aria-haspopup=listbox]').first().click()
  await expect(desk.getByRole('button', { name: 'Хаах', exact: true }).first()).toBeAttached()
  await desk.keyboard.press('Escape')
  await desk.getByRole('link', { name: /^Кейсүүд/ }).click()
  // Chromium has no Mongolian dates of its own: these are ours.
  await expect(desk.locator('time[title]').first()).toHaveAttribute('title', / оны .+ сарын \d+, .+ гараг \d\d:\d\d:\d\d$/)
  await desk.getByRole('link', { name: 'Утас', exact: true }).click()
  await expect(desk.getByRole('textbox', { name: 'Дугаар эсвэл нэр' })).toHaveValue('06 30')
  const after = await until(desk, 'the choice is kept', (snapshot) => snapshot.settings.language === 'mn')
  expect(after.language.split('-')[0]).toBe('mn' satisfies Language)
})
