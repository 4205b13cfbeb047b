import type { Locator, Page } from '@playwright/test'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Deck } from '../../shared/cues/deck/schema.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { answerSave, cueOf, edit, flaws, leadKey, leadProfile, openDecks, revision } from '../support/deck-editor.ts'
import { must } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

const pictures = inCheckout('test-results/screenshots')

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
  // A list takes letters after a pause of a second for a new word: on a busy machine the word is begun again.
  await expect(async () => {
    await desk.keyboard.type(typed)
    await expect(desk.locator('[role=option]:focus')).toContainText(typed, { timeout: 1_000 })
  }).toPass({ intervals: [1_500] })
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('listbox')).toBeHidden()
}

test('a condition is built by the keyboard alone, said in words, and stands in the deck', async ({ start, home }) => {
  const where = home(leadProfile, leadKey)
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
  const { desk, electron } = await start(home(leadProfile, leadKey))
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
    // An unfinished row: the text waits for it instead of dropping it.
    await editor.getByText('As rows', { exact: true }).click()
    await editor.getByRole('button', { name: 'Add a row' }).click()
    await editor.getByText('As text (for experts)').click()
    await expect(text).toHaveAccessibleDescription(/A row is not finished/)
    await expect(text).toHaveAttribute('readonly')
    await editor.getByText('As rows', { exact: true }).click()
    await editor.getByRole('button', { name: 'Remove row 3' }).click()
    await editor.getByRole('button', { name: 'Move 2 up' }).click()
    await editor.getByText('As text (for experts)').click()
    await expect(text).toHaveValue(/loyal[^]*customerYears/)
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
    await desk.screenshot({ path: join(pictures, 'deck-limits-1920-dark-en.png') })
    expect((await must(desk, 'decks.get', { id: 'starter' })).limits).toMatchObject({ gapSeconds: 90, holdOutShare: 0 })
  })
})
