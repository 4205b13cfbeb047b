import { flaws, leadKey, leadProfile } from '../support/deck-editor.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

test('the lead edits the deck: a card is changed, refused where it is wrong, and an earlier version comes back', async ({
  start,
  home,
}) => {
  const { desk } = await start(home(leadProfile, leadKey))
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
  await must(desk, 'settings.set', { patch: { firstStart: { done: true } } })
  await desk.getByRole('link', { name: 'Supervision', exact: true }).click()
  await expect(desk.getByRole('heading', { name: 'Technique cues' })).toBeVisible()
  await expect(desk.getByText('No cards in this time')).toBeVisible()
  expect(await flaws(desk)).toEqual([])

  await desk.getByRole('button', { name: /^Cue deck/ }).click()
  const cues = desk.getByRole('list', { name: /^Cues of/ })
  await expect(cues.getByRole('listitem')).toHaveCount(57)
  await desk.getByRole('textbox', { name: 'Find a cue' }).fill('several people')
  await expect(cues.getByRole('listitem')).toHaveCount(1)
  expect(await flaws(desk)).toEqual([])

  await test.step('changed words are a new version', async () => {
    await desk.getByRole('button', { name: 'Edit who-speaks' }).click()
    const editor = desk.getByRole('dialog')
    await editor.getByRole('textbox', { name: 'What to say' }).fill('Ask kindly who several people there is speaking.')
    await editor.getByRole('button', { name: 'Save as a new version' }).click()
    await expect(editor).toBeHidden()
    await expect(cues).toContainText('Ask kindly who several people')
    const [deck] = await must(desk, 'decks.list', null)
    expect(deck).toMatchObject({ id: 'starter', revision: 2, source: 'own', inUse: true })
  })
  await test.step('what is wrong is refused, with its place, and nothing changes', async () => {
    await desk.getByRole('button', { name: 'Edit who-speaks' }).click()
    const editor = desk.getByRole('dialog')
    await editor.getByText('As text (for experts)').click()
    const text = editor.getByRole('textbox', { name: 'When it comes' })
    await text.fill('{\n  "fact": "caller.mood", "is": true }')
    await editor.getByRole('button', { name: 'Save as a new version' }).click()
    await expect(editor).toContainText('Line 2, fact: There is no fact “caller.mood”.')
    await text.fill('{ "fact": "caller.shared" "is": true }')
    await expect(editor).toContainText('Line 1, –: This is not valid JSON.')
    await editor.getByRole('button', { name: 'Cancel' }).click()
    await desk.getByRole('button', { name: 'Close without saving' }).click()
    await expect(editor).toBeHidden()
    expect((await must(desk, 'decks.list', null))[0]?.revision).toBe(2)
  })
  await test.step('switched off, and the shipped version put back', async () => {
    await cues.getByRole('button', { name: 'Switch off' }).click()
    await expect(cues.getByRole('button', { name: 'Switch on' })).toBeVisible()
    await desk.getByRole('region', { name: 'Versions' }).getByRole('button', { name: 'Make it the newest again' }).last().click()
    await expect(cues.getByRole('button', { name: 'Switch off' })).toBeVisible()
    await expect(cues).toContainText('Several people share this number')
  })
  await desk.getByRole('button', { name: /^Standards/ }).click()
  await expect(desk.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
  await must(desk, 'settings.set', { patch: { theme: 'dark' } })
  expect(await flaws(desk)).toEqual([])
  await desk.getByRole('button', { name: /^Cue deck/ }).click()
  expect(await flaws(desk)).toEqual([])
})
