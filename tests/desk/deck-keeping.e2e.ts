import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cue, Deck } from '../../shared/cues/deck/schema.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { answerOpen, answerSave, cueOf, edit, flaws, leadKey, leadProfile, openDecks } from '../support/deck-editor.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'

const none = noLabBecause()
const pictures = inCheckout('test-results/screenshots')

test('nothing that is typed is lost: not by Escape, a deck that changes, or a desk that is loaded again', async ({
  start,
  home,
}) => {
  const { desk } = await start(home(leadProfile, leadKey))
  await openDecks(desk)
  const limit = desk.getByRole('textbox', { name: 'Cards in one contact' })
  await limit.fill('7')
  await desk.getByRole('button', { name: /^Technique cues/ }).click()
  await desk.getByRole('button', { name: /^Cue deck/ }).click()
  await expect(limit).toHaveValue('7')
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
  const where = home(leadProfile, leadKey)
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

test('a cue is tried on a call and a letter that were: which row kept it from coming, and that it comes when the row is mended', async ({
  start,
}) => {
  test.skip(none !== undefined, none ?? '')
  const { desk } = await start(undefined, { switches: ['--practice'] })
  await until(desk, 'somebody rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing', 120_000)
  const [ringing] = (await must(desk, 'app.snapshot', null)).interactions
  if (!ringing) throw new Error('nobody rings')
  const { id } = ringing.interaction
  await must(desk, 'practice.pause', { paused: true })
  await must(desk, 'call.answer', { id })
  await until(desk, 'they talk', ({ interactions }) => interactions[0]?.interaction.state === 'talk', 30_000)
  await desk.waitForTimeout(4000)
  await must(desk, 'call.hangUp', { id })
  await until(desk, 'it is over', ({ interactions }) => interactions[0]?.interaction.state === 'wrap_up', 30_000)
  await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
  await test.step('a letter is read and left', async () => {
    await must(desk, 'practice.writeNow', { scenarioId: 'price-higher' })
    await desk.getByRole('link', { name: /^Mail/ }).click()
    await desk.getByRole('list', { name: 'Conversations' }).getByRole('button').first().click({ timeout: 30_000 })
    await expect(desk.getByRole('region', { name: 'Message', exact: true })).toBeVisible()
    await desk.waitForTimeout(2000)
  })
  await openDecks(desk)

  const editor = await edit(desk, 'outbound-frame')
  const tried = editor.getByRole('region', { name: 'Try', exact: true })
  await tried.getByRole('button', { name: /Try it on the past/ }).click()
  await desk.getByRole('option', { name: /^Call · / }).click()
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
  await desk.screenshot({ path: join(pictures, 'deck-editor-tried-light.png') })
  await expect(rows).toHaveText('Fulfilled Direction of the call is incoming (it was: incoming)')

  await editor
    .getByRole('button', { name: /^Stage/ })
    .or(editor.getByRole('button', { name: /Stage$/ }))
    .first()
    .click()
  await desk.getByRole('option', { name: 'Solve' }).click()
  await tried.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(tried).toContainText('the interaction never was in the stage “Solve”. It was in: Greet')
  await test.step('the same cue on the letter: it is none for letters', async () => {
    await tried.getByRole('button', { name: /Try it on the past/ }).click()
    await desk.getByRole('option', { name: /^Letter · / }).click()
    await tried.getByRole('button', { name: 'Try', exact: true }).click()
    await expect(tried).toContainText('does not come in interactions of this kind')
    await editor.getByText('Letters', { exact: true }).click()
    await editor
      .getByRole('button', { name: /^Stage/ })
      .or(editor.getByRole('button', { name: /Stage$/ }))
      .first()
      .click()
    await desk.getByRole('option', { name: 'Greet' }).click()
    await tried.getByRole('button', { name: 'Try', exact: true }).click()
    await expect(tried).toContainText('It would have come.')
  })
  await must(desk, 'settings.set', { patch: { theme: 'dark' } })
  expect(await flaws(desk)).toEqual([])
  mkdirSync(pictures, { recursive: true })
  await desk.screenshot({ path: join(pictures, 'deck-editor-try-dark.png') })
})
