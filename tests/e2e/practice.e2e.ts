import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import type { AppHome } from '../support/app/home.ts'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { offered, takeOption } from '../support/palette.ts'
import { everyCardComes } from '../support/picture-desk.ts'
import { practiceFolder, shipped } from '../support/practice.ts'
import { practiceCallAndLetter } from '../support/practice-scene.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Puts a good and a bad scenario where a team keeps its own; the voice of the good one is that of somebody we ship. */
function ownScenarios({ folder, userData }: AppHome): void {
  const own = join(userData, 'practice/own')
  const { people, ...rest } = shipped('price-higher')
  const title = { en: 'Our own case', de: 'Eigener Fall', hu: 'Saját eset', cs: 'Náš případ', mn: 'Өөрийн тохиолдол' }
  const scenario = {
    ...rest,
    id: 'our-own',
    title,
    people: Object.fromEntries(Object.entries(people).map(([key, person]) => [key, { ...person, phone: '91', mail: 'our.own' }])),
  }
  mkdirSync(join(own, 'scenarios'), { recursive: true })
  writeFileSync(join(own, 'scenarios/good.json'), JSON.stringify(scenario))
  writeFileSync(join(own, 'scenarios/bad.json'), JSON.stringify({ colour: 'red', ...scenario }, null, 1))
  cpSync(join(practiceFolder, 'voices/en/price-higher'), join(own, 'voices/en/our-own'), { recursive: true })
  giveToTestUser(folder)
}

const line = (desk: Page) => desk.getByRole('status', { name: 'Line' })

test('nobody answers: she calls again; the agent calls: she picks up; the practice window has no power', async ({
  home: at,
  start,
}) => {
  test.setTimeout(300_000)
  const where = at()
  ownScenarios(where)
  const { desk, electron, home } = await start(where, { switches: ['--practice'] })
  await expect(line(desk)).toHaveText(/Ringing/, { timeout: 90_000 })
  const call = desk.getByRole('region', { name: 'Call', exact: true })
  // Nobody touches anything: she rings until she gives up.
  await until(desk, 'she gives up', ({ interactions }) => interactions.length === 0, 60_000)
  expect((await must(desk, 'interactions.callLog', { cursor: null })).items[0]).toMatchObject({ outcome: 'missed' })
  const { practice: missed } = await until(desk, 'she will call again', ({ practice: now }) => now?.next !== null)
  expect(missed?.next?.scenarioId).toBe('price-higher')
  await test.step('a team’s own customer is there; the one that is refused is said with file, line and reason', async () => {
    await expect(desk.getByRole('button', { name: 'Let them call: Our own case' })).toBeVisible()
    const refused = desk.getByRole('region', { name: 'Scenarios that are not used' }).getByRole('listitem')
    await expect(refused).toHaveText(['bad.json, line 2: “colour” is not known here. Correct its spelling or remove it.'])
  })
  await expect(line(desk)).toHaveText(/Ringing/, { timeout: 60_000 })
  await expect(call).toContainText('Margaret Hill')
  await call.getByRole('button', { name: /^Decline/ }).click()
  await must(desk, 'practice.pause', { paused: true })
  await everyCardComes(desk)

  const id = uuidv7()
  await must(desk, 'call.dial', { id, target: '07700 900104', contactId: null })
  await until(desk, 'Tom picks up', ({ practice: now }) => now?.current?.stage === 'talking', 30_000)
  await expect(call).toContainText('Tom Reed')
  await until(
    desk,
    'the key tones beep of the fake microphone is heard',
    ({ practice: now }) => (now?.current?.hears ?? 0) > 0.2,
    20_000,
  )
  await test.step('out of the search box: the keypad, a new case, and common sense over a card', async () => {
    expect(await offered(desk, '>practice'), 'nobody leaves a customer on the line').not.toContain('Leave practice')
    await takeOption(desk, '>keypad', /^Keypad$/)
    await expect(desk.getByRole('dialog', { name: 'Keypad' })).toBeVisible()
    await desk.keyboard.press('5')
    await expect(desk.getByLabel('Tones sent')).toHaveText('5')
    await takeOption(desk, '>new case', /^New case$/)
    await expect(desk.getByRole('radio', { name: 'Question' })).toBeFocused()
    const card = desk.getByRole('region', { name: 'Cue', exact: true })
    await expect(card.getByRole('button', { name: 'Common sense overrules' })).toBeVisible({ timeout: 60_000 })
    await takeOption(desk, '>overrules', /^Common sense overrules…$/)
    await expect(desk.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await desk.keyboard.press('Escape')
  })
  await must(desk, 'call.hangUp', { id })

  await test.step('the agent writes first: the customer is glad, and answers', async () => {
    await desk.keyboard.press('Control+N')
    await desk.getByRole('textbox', { name: 'To' }).fill('t.reed@customer.example')
    await desk.keyboard.press('Enter')
    await desk.getByRole('textbox', { name: 'Subject' }).fill('Your question of last week')
    await desk.getByRole('textbox', { name: 'Message' }).click()
    await desk.keyboard.type('Dear Mr Reed, the answer is yes, from Monday on.')
    await desk.keyboard.press('Control+Enter')
    const list = desk.getByRole('list', { name: 'Conversations' })
    const answer = list.getByRole('button', { name: /^Unread: Tom Reed.*Your question of last week/ })
    await answer.click({ timeout: 90_000 })
    const letter = desk.getByRole('region', { name: 'Message', exact: true })
    await expect(letter.frameLocator('iframe').last().getByText('Thank you for writing to me.')).toBeVisible({ timeout: 20_000 })
    await takeOption(desk, '>new case', /^New case$/)
    await expect(desk.getByRole('dialog', { name: 'Case' })).toBeVisible()
    await desk.keyboard.press('Escape')
    for (const [word, subject] of [
      ['Reply all', /^Re: /],
      ['Forward', /^Fwd?: /],
    ] as const) {
      await takeOption(desk, `>${word}`, new RegExp(`^${word}$`))
      await expect(desk.getByRole('textbox', { name: 'Subject' })).toHaveValue(subject)
    }
  })

  const page = electron.windows().find((each) => each.url().startsWith('app://practice/'))
  if (!page) throw new Error('no practice window')
  const ask = <T>(expression: string): Promise<T> => page.evaluate(expression) as Promise<T>
  expect(await ask(`[typeof require, typeof process, typeof window.courtesy]`)).toEqual(['undefined', 'undefined', 'undefined'])
  expect(await ask(`Object.keys(window.courtesyPractice)`)).toEqual(['post', 'listen'])
  expect(await ask(`navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', (error) => error.name)`)).toBe(
    'NotAllowedError',
  )
  for (const url of ['https://example.com/', 'ws://127.0.0.1:9/', 'app://desk/desk/index.html'])
    expect(
      await ask(
        url.startsWith('ws')
          ? `new Promise((done) => { const s = new WebSocket('${url}'); s.onopen = () => done('open'); s.onerror = () => done('refused') }).catch(() => 'refused')`
          : `fetch('${url}').then(() => 'loaded', () => 'refused')`,
      ),
      url,
    ).toBe('refused')

  // Nothing of it lies where real work would.
  expect(
    readdirSync(home.userData).filter((name) => /^(records|vault\.json|letters\.json|connections\.json)$/.test(name)),
  ).toEqual([])
  expect(readdirSync(join(home.userData, 'practice', 'en'))).toEqual(
    expect.arrayContaining(['records', 'vault.json', 'letters.json', 'practice.key']),
  )
})

test('a practice call and a practice letter, with nothing set up', async ({ start, home }) => {
  test.setTimeout(300_000)
  await practiceCallAndLetter(home(), start)
})
