import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cue, Deck } from '../../shared/cues/deck/schema.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'

const none = noLabBecause()
const key = { 'db.key': { text: 'k'.repeat(64) } }
const profile = { version: 1, agent: { name: 'Anna Kovács', extension: 'agent' }, storage: { key: { file: 'db.key' } } }
const pictures = inCheckout('test-results/screenshots')

async function flaws(desk: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page: desk })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** Opens the page of the decks. */
async function openDecks(desk: Page): Promise<void> {
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
  await must(desk, 'settings.set', { patch: { firstStart: { done: true } } })
  await desk.getByRole('link', { name: 'Supervision', exact: true }).click()
  await desk.getByRole('button', { name: /^Cue deck/ }).click()
  await expect(desk.getByRole('list', { name: /^Cues of/ })).toBeVisible()
}

async function edit(desk: Page, id: string): Promise<Locator> {
  await desk.getByRole('button', { name: `Edit ${id}` }).click()
  const editor = desk.getByRole('dialog', { name: `Edit ${id}` })
  await expect(editor).toBeVisible()
  return editor
}

const cueOf = async (desk: Page, id: string): Promise<Cue> => {
  const deck: Deck = await must(desk, 'decks.get', { id: 'starter' })
  return deck.cues.find((each) => each.id === id) ?? expect.fail(`no cue ${id}`)
}
const revision = async (desk: Page): Promise<number | undefined> => (await must(desk, 'decks.list', null))[0]?.revision
const answerSave = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
const answerOpen = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)

/** Presses Tab until something has the focus. */
async function tabTo(desk: Page, wanted: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await desk.keyboard.press(by)
  }
  throw new Error(`${by} never comes to ${String(wanted)}`)
}
/** Chooses in the list that has the focus. */
async function choose(desk: Page, typed: string): Promise<void> {
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('listbox')).toBeVisible()
  await desk.keyboard.type(typed)
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('listbox')).toBeHidden()
}

test('a condition is built by the keyboard alone, said in words, and stands in the deck', async ({ start, home }) => {
  const where = home(profile, key)
  const { desk, electron } = await start(where)
  await openDecks(desk)
  await desk.getByRole('textbox', { name: 'Find a cue' }).fill('several people')
  await desk.getByRole('button', { name: 'Edit who-speaks' }).focus()
  await desk.keyboard.press('Enter')
  const editor = desk.getByRole('dialog', { name: 'Edit who-speaks' })
  const sentence = editor.getByRole('region', { name: 'When it comes' }).getByRole('status')
  await expect(sentence).toHaveText('It comes when several people share the number.')

  const row = (at: string): Locator => editor.getByRole('group', { name: `Row ${at}`, exact: true })
  await tabTo(desk, editor.getByRole('button', { name: 'Add a row' }))
  await desk.keyboard.press('Enter')
  await expect(row('2').getByRole('button', { name: /Fact/ })).toBeFocused()
  await choose(desk, 'Number of open comp')
  await expect(sentence).toContainText('several people share the number; ….')
  await tabTo(desk, row('2').getByRole('textbox', { name: 'Value' }))
  await desk.keyboard.type('2')
  await expect(sentence).toHaveText(
    'It comes when all of this holds: several people share the number; number of open complaints is at least 2.',
  )

  await tabTo(desk, editor.getByRole('button', { name: 'Add a group' }))
  await desk.keyboard.press('Enter')
  await expect(row('3.1').getByRole('button', { name: /Fact/ })).toBeFocused()
  await choose(desk, 'Type of the case')
  await tabTo(desk, row('3.1').getByRole('button', { name: /Comparison/ }))
  await choose(desk, 'is one of')
  for (const value of ['order', 'complaint']) {
    await tabTo(desk, row('3.1').getByRole('checkbox', { name: value }))
    await desk.keyboard.press('Space')
  }
  // From "any" to "none of these".
  await tabTo(desk, editor.getByRole('group', { name: 'Group 3' }).getByRole('radio', { name: 'Any of these' }), 'Shift+Tab')
  await desk.keyboard.press('ArrowRight')
  await expect(sentence).toContainText('none of (type of the case is order or complaint)')

  // The second row goes up, by the keys that move it; the focus goes along.
  await tabTo(desk, row('2').getByRole('textbox', { name: 'Value' }), 'Shift+Tab')
  await desk.keyboard.press('Alt+ArrowUp')
  await expect(row('1').getByRole('textbox', { name: 'Value' })).toBeFocused()
  // And one that is not wanted after all comes and goes.
  await tabTo(desk, editor.getByRole('button', { name: 'Add a row' }).last())
  await desk.keyboard.press('Enter')
  await tabTo(desk, editor.getByRole('button', { name: 'Remove row 4' }))
  await desk.keyboard.press('Enter')
  await expect(row('4')).toBeHidden()

  await tabTo(desk, editor.getByRole('button', { name: 'Save as a new version' }))
  await desk.keyboard.press('Enter')
  await expect(editor).toBeHidden()
  const when = {
    all: [
      { fact: 'contact.openComplaints', atLeast: 2 },
      { fact: 'caller.shared', is: true },
      { not: { fact: 'case.type', oneOf: ['order', 'complaint'] } },
    ],
  }
  expect(await cueOf(desk, 'who-speaks')).toMatchObject({ version: 2, when })
  expect((await must(desk, 'decks.list', null))[0]).toMatchObject({ id: 'starter', revision: 2, source: 'own' })
  const file = join(where.folder, 'out.json')
  await answerSave(electron, file)
  expect(await must(desk, 'decks.export', { id: 'starter' })).toEqual({ savedTo: file })
  const written = JSON.parse(readFileSync(file, 'utf8')) as Deck
  expect(written.cues.find((each) => each.id === 'who-speaks')?.when).toEqual(when)
})

test('what is wrong is refused at its field; rows and text stay in step', async ({ start, home }) => {
  mkdirSync(pictures, { recursive: true })
  const { desk, electron } = await start(home(profile, key))
  await openDecks(desk)
  const size = (width: number, height: number): Promise<void> =>
    electron.evaluate(
      ({ BrowserWindow }, [w, h]) =>
        BrowserWindow.getAllWindows()
          .find((each) => each.webContents.getURL().startsWith('app://desk'))
          ?.setContentSize(w, h),
      [width, height] as const,
    )
  await size(1280, 800)
  const before = await revision(desk)
  const editor = await edit(desk, 'loyal-thanks')
  const box = (name: string): Locator => editor.getByRole('textbox', { name, exact: true })
  await editor.getByText('Magyar', { exact: true }).click()
  await box('What to say').fill('')
  await editor.getByText('English', { exact: true }).click()
  await box('Priority').fill('101')
  await box('Stays for').fill('soon')
  await box('Kept back').fill('60')
  for (const name of ['Calls', 'Visits']) await editor.getByText(name, { exact: true }).click()
  await editor.getByRole('textbox', { name: 'Value (years)' }).fill('many')
  await editor.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(editor.getByText('Not saved: something is still to be mended.')).toBeVisible()
  // It goes to the language that lacks something, and to the field.
  await expect(editor.getByRole('radio', { name: 'Magyar (to mend)' })).toBeChecked()
  await expect(box('What to say')).toBeFocused()
  await expect(box('What to say')).toHaveAccessibleDescription('A value is missing here.')
  await expect(box('Priority')).toHaveAccessibleDescription(/the limit is 100/)
  await expect(box('Stays for')).toHaveAccessibleDescription('Write a whole number.')
  await expect(box('Kept back')).toHaveAccessibleDescription(/the limit is 50/)
  await expect(editor.getByText('Choose at least one.')).toBeVisible()
  await expect(editor.getByRole('textbox', { name: 'Value (years)' })).toHaveAccessibleDescription('Write a number here.')
  expect(await revision(desk)).toBe(before)
  for (const theme of ['light', 'dark'] as const) {
    await must(desk, 'settings.set', { patch: { theme } })
    await desk.waitForTimeout(300)
    expect(await flaws(desk), `refused, ${theme}`).toEqual([])
    await desk.screenshot({ path: join(pictures, `deck-editor-refused-1280-${theme}.png`) })
  }

  await test.step('mended, the marks go and it is kept', async () => {
    await box('What to say').fill('Köszönje meg a hűségét.')
    await editor.getByText('English', { exact: true }).click()
    await box('Why it comes now').fill('A customer of {{contact.mood}}.')
    await box('Priority').fill('60')
    await box('Stays for').fill('40')
    await box('Kept back').fill('7,5')
    await editor.getByText('Calls', { exact: true }).click()
    await editor.getByRole('textbox', { name: 'Value (years)' }).fill('8')
    await expect(box('Why it comes now')).toHaveAccessibleDescription(/There is no fact “contact.mood”/)
    await box('Why it comes now').fill('A customer for')
    await editor.getByRole('button', { name: /Insert a fact/ }).click()
    await desk.getByRole('option', { name: 'Time as a customer' }).click()
    await expect(box('Why it comes now')).toHaveValue('A customer for {{contact.customerYears}}')
    await expect(editor.getByText('Not saved')).toBeHidden()
  })
  await test.step('rows and text follow each other', async () => {
    await editor.getByText('As text (for experts)').click()
    const text = editor.getByRole('textbox', { name: 'When it comes' })
    expect(JSON.parse(await text.inputValue())).toEqual({
      any: [
        { fact: 'contact.customerYears', atLeast: 8 },
        { fact: 'contact.tags', contains: 'loyal' },
      ],
    })
    await text.fill('{ "not": { "fact": "queue", "contains": "sales" } }')
    await editor.getByText('As rows', { exact: true }).click()
    await expect(editor.getByRole('radio', { name: 'None of these' })).toBeChecked()
    await expect(editor.getByText('It comes when none of this holds: name of the queue contains “sales”.')).toBeVisible()
    await editor.getByText('As text (for experts)').click()
    await text.fill('{ "fact": "queue", "oneOf": ["a; b"] }')
    await editor.getByText('As rows', { exact: true }).click()
    await expect(editor.getByText('Rows cannot show this text. It is kept as it is.')).toBeVisible()
    await editor.getByRole('button', { name: 'Save as a new version' }).click()
    await expect(editor).toBeHidden()
  })
  expect(await cueOf(desk, 'loyal-thanks')).toMatchObject({
    priority: 60,
    expiresSeconds: 40,
    holdOutShare: 0.075,
    channels: ['voice'],
    when: { fact: 'queue', oneOf: ['a; b'] },
    card: { hu: { say: 'Köszönje meg a hűségét.' } },
  })

  await test.step('every field of a cue, in both looks and sizes', async () => {
    const open = await edit(desk, 'ask-complaint')
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const)
      for (const language of ['hu', 'en'] as const)
        for (const theme of ['light', 'dark'] as const) {
          await size(width, height)
          await must(desk, 'settings.set', { patch: { theme, language } })
          await desk.waitForTimeout(300)
          for (const at of [1, 2, 4]) {
            await desk
              .locator(`[role=dialog] section:nth-of-type(${at})`)
              .evaluate((element) => element.scrollIntoView({ block: 'start' }))
            await desk.screenshot({ path: join(pictures, `deck-editor-${at}-${width}-${theme}-${language}.png`) })
          }
          if (width === 1280) expect(await flaws(desk), `${theme} ${language}`).toEqual([])
        }
    await open.getByRole('button', { name: 'Cancel' }).click()
    await expect(open).toBeHidden()
  })
  await test.step('a copy needs a name of its own', async () => {
    await desk.getByRole('button', { name: 'Copy who-speaks' }).click()
    const copy = desk.getByRole('dialog', { name: 'New cue' })
    const name = copy.getByRole('textbox', { name: 'Short name' })
    await name.fill('Low score')
    await copy.getByRole('button', { name: 'Save as a new version' }).click()
    await expect(name).toHaveAccessibleDescription(/may hold small letters/)
    await name.fill('low-score')
    await copy.getByRole('button', { name: 'Save as a new version' }).click()
    await expect(name).toHaveAccessibleDescription('Another cue has the id “low-score” already.')
    await name.fill('who-asks')
    await copy.getByRole('button', { name: 'Save as a new version' }).click()
    await expect(copy).toBeHidden()
    expect(await cueOf(desk, 'who-asks')).toMatchObject({ version: 1, when: { fact: 'caller.shared', is: true } })
  })
  await test.step('the limits of the deck, refused and kept', async () => {
    await desk.getByRole('textbox', { name: 'Between two cards' }).fill('5')
    await desk.getByRole('button', { name: 'Save the limits' }).click()
    await expect(desk.getByRole('textbox', { name: 'Between two cards' })).toHaveAccessibleDescription(/the limit is 10/)
    await desk.getByRole('textbox', { name: 'Between two cards' }).fill('90')
    await desk.getByRole('textbox', { name: 'Kept back' }).fill('0')
    await desk.getByRole('button', { name: 'Save the limits' }).click()
    await expect(desk.getByText('The limits are saved.')).toBeVisible()
    expect((await must(desk, 'decks.get', { id: 'starter' })).limits).toMatchObject({ gapSeconds: 90, holdOutShare: 0 })
  })
})

test('nothing that is typed is lost: not by Escape, a deck that changes, or a desk that is loaded again', async ({
  start,
  home,
}) => {
  const { desk } = await start(home(profile, key))
  await openDecks(desk)
  const editor = await edit(desk, 'who-speaks')
  const say = editor.getByRole('textbox', { name: 'What to say' })
  await say.fill('Ask who is speaking, kindly.')
  await desk.keyboard.press('Escape')
  const asked = desk.getByRole('dialog', { name: 'Your changes are not saved' })
  await expect(asked).toBeVisible()
  await asked.getByRole('button', { name: 'Go on editing' }).click()
  await expect(say).toHaveValue('Ask who is speaking, kindly.')

  const change = async (id: string, patch: Partial<Cue>): Promise<void> => {
    const deck: Deck = await must(desk, 'decks.get', { id: 'starter' })
    const cues = deck.cues.map((each) => (each.id === id ? { ...each, ...patch } : each))
    expect(await must(desk, 'decks.save', { deck: { ...deck, cues } })).toMatchObject({ ok: true })
  }
  await change('low-score', { priority: 11 })
  await expect(say).toHaveValue('Ask who is speaking, kindly.')

  await desk.reload()
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
  await expect(editor).toBeVisible({ timeout: 30_000 })
  await expect(say).toHaveValue('Ask who is speaking, kindly.')

  // The same cue was changed by somebody else: that is told before it is saved over.
  await change('who-speaks', { priority: 12 })
  await editor.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(editor.getByText('This cue was changed by somebody else meanwhile.')).toBeVisible()
  await editor.getByRole('button', { name: 'Save over it' }).click()
  await expect(editor).toBeHidden()
  expect((await cueOf(desk, 'who-speaks')).card.en.say).toBe('Ask who is speaking, kindly.')
  expect((await cueOf(desk, 'low-score')).priority).toBe(11)

  // Closed without saving it is gone for good.
  const again = await edit(desk, 'low-score')
  await again.getByRole('textbox', { name: 'What to say' }).fill('Never mind.')
  await desk.keyboard.press('Escape')
  await desk.getByRole('button', { name: 'Close without saving' }).click()
  await expect(again).toBeHidden()
  const fresh = await edit(desk, 'low-score')
  await expect(fresh.getByRole('textbox', { name: 'What to say' })).not.toHaveValue('Never mind.')
  await desk.keyboard.press('Escape')
  await expect(fresh).toBeHidden()
})

test('a deck goes out to a file and comes in again; a broken one is refused with file, line and reason', async ({
  start,
  home,
}) => {
  const where = home(profile, key)
  const { desk, electron } = await start(where)
  await openDecks(desk)
  const file = join(where.folder, 'team.json')
  await answerSave(electron, file)
  await desk.getByRole('button', { name: 'Export this deck' }).click()
  await expect(desk.getByText(file)).toBeVisible()
  const text = readFileSync(file, 'utf8')
  expect(JSON.parse(text)).toEqual(await must(desk, 'decks.get', { id: 'starter' }))

  const broken = join(where.folder, 'broken.json')
  const lines = text.split('\n')
  const line = lines.findIndex((each) => each.includes('"stage": "solve"'))
  writeFileSync(broken, lines.with(line, (lines[line] ?? '').replace('solve', 'sing')).join('\n'))
  giveToTestUser(broken)
  await answerOpen(electron, broken)
  await desk.getByRole('button', { name: 'Import a deck' }).click()
  const told = desk.getByRole('region', { name: 'Decks' }).getByRole('alert')
  await expect(told).toContainText('broken.json:')
  await expect(told).toContainText(`Line ${line + 1}, cues[`)
  await expect(told).toContainText('“stage” must be one of: greet, understand, solve, close, wrap_up.')
  expect(await must(desk, 'decks.list', null)).toMatchObject([{ id: 'starter', revision: 1, source: 'shipped' }])
  expect(await flaws(desk)).toEqual([])

  const mine = join(where.folder, 'mine.json')
  writeFileSync(mine, JSON.stringify({ ...(JSON.parse(text) as Deck), id: 'mine', name: 'Cards of my team' }))
  giveToTestUser(mine)
  await answerOpen(electron, mine)
  await desk.getByRole('button', { name: 'Import a deck' }).click()
  await expect(desk.getByText('The deck “Cards of my team” was imported.')).toBeVisible()
  await expect(told).toBeHidden()
  await expect(desk.getByRole('list', { name: 'Cues of Cards of my team' }).getByRole('listitem')).toHaveCount(57)

  // The same file again is the next version of the same deck.
  await desk.getByRole('button', { name: 'Import a deck' }).click()
  await expect.poll(async () => (await must(desk, 'decks.list', null)).find(({ id }) => id === 'mine')?.revision).toBe(3)
  expect((await must(desk, 'decks.get', { id: 'mine' })).cues).toEqual((JSON.parse(text) as Deck).cues)
})

test('a cue is tried on a call that was: which row kept it from coming, and that it comes when the row is mended', async ({
  start,
}) => {
  test.skip(none !== undefined, none ?? '')
  const { desk } = await start(undefined, { switches: ['--practice'] })
  await until(desk, 'somebody rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing', 120_000)
  const [ringing] = (await must(desk, 'app.snapshot', null)).interactions
  const id = ringing?.interaction.id ?? expect.fail('nobody rings')
  await must(desk, 'practice.pause', { paused: true })
  await must(desk, 'call.answer', { id })
  await until(desk, 'they talk', ({ interactions }) => interactions[0]?.interaction.state === 'talk', 30_000)
  await desk.waitForTimeout(4000)
  await must(desk, 'call.hangUp', { id })
  await until(desk, 'it is over', ({ interactions }) => interactions[0]?.interaction.state === 'wrap_up', 30_000)
  await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
  await openDecks(desk)

  const editor = await edit(desk, 'outbound-frame')
  const tried = editor.getByRole('region', { name: 'Try', exact: true })
  await tried.getByRole('button', { name: /Try it on a call/ }).click()
  await desk.getByRole('option').first().click()
  await tried.getByRole('button', { name: 'Try', exact: true }).click()
  const rows = tried.getByRole('list', { name: 'The rows at that moment' })
  await expect(tried).toContainText('It would not have come. It came closest at')
  await expect(rows).toHaveText('Not fulfilled Direction of the call is outgoing (it was: incoming)')

  await editor.getByRole('button', { name: 'Add a row' }).click()
  await expect(tried).toContainText('Finish the condition first, then it can be tried.')
  await editor.getByRole('button', { name: 'Remove row 2' }).click()
  await editor.getByRole('group', { name: 'Row 1' }).getByRole('button', { name: /Value/ }).click()
  await desk.getByRole('option', { name: 'incoming' }).click()
  await tried.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(tried).toContainText('It would have come.')
  await expect(tried.getByRole('listitem').filter({ hasText: 'shown' })).toBeVisible()
  await expect(rows).toHaveText('Fulfilled Direction of the call is incoming (it was: incoming)')

  await editor
    .getByRole('button', { name: /^Stage/ })
    .or(editor.getByRole('button', { name: /Stage$/ }))
    .first()
    .click()
  await desk.getByRole('option', { name: 'Solve' }).click()
  await tried.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(tried).toContainText('the call never was in the stage “Solve”. It was in: Greet')
  await must(desk, 'settings.set', { patch: { theme: 'dark' } })
  expect(await flaws(desk)).toEqual([])
  mkdirSync(pictures, { recursive: true })
  await desk.screenshot({ path: join(pictures, 'deck-editor-try-dark.png') })
})
