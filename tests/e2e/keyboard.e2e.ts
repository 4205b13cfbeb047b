import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Presses Tab until the focused element has this accessible name; the person can get there, and sees where they are. */
async function tabTo(desk: Page, name: RegExp, most = 60): Promise<void> {
  const passed: string[] = []
  for (let n = 0; n < most; n++) {
    await desk.keyboard.press('Tab')
    const focused = (await desk.evaluate(`(() => {
      const e = document.activeElement
      if (!e || e === document.body) return { name: '', seen: false }
      const label = e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].textContent) || (e.getAttribute('aria-labelledby') && document.getElementById(e.getAttribute('aria-labelledby').split(' ')[0])?.textContent) || e.textContent || ''
      const around = [e, e.parentElement, e.parentElement && e.parentElement.parentElement].filter(Boolean)
      const seen = around.some((x) => { const c = getComputedStyle(x); return (c.outlineStyle !== 'none' && parseFloat(c.outlineWidth) > 0) || c.boxShadow !== 'none' })
      return { name: label.trim(), seen }
    })()`)) as { name: string; seen: boolean }
    passed.push(focused.name)
    if (!name.test(focused.name)) continue
    expect(focused.seen, `the focus on ${focused.name} can be seen`).toBe(true)
    return
  }
  throw new Error(`Tab does not reach ${String(name)}; it went over ${JSON.stringify(passed)}`)
}

test('a whole call and a whole letter by the keyboard alone, as a screen reader tells it', async ({ start, home }) => {
  test.setTimeout(240_000)
  const lab = await startLab()
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  try {
    const { desk } = await start(where)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready')
    await until(desk, 'the mailbox is in sync', (snapshot) => snapshot.mailboxes[0]?.state === 'idle', 60_000)
    await settle(desk, 5)
    const phase = (): Promise<string | undefined> =>
      until(desk, 'anything', () => true).then((snapshot) => snapshot.interactions[0]?.call?.phase)

    await test.step('it rings: said at once, with the name; the focus stays where it was', async () => {
      await desk.keyboard.press('Control+1')
      await tabTo(desk, /Number or name/)
      await desk.keyboard.type('06 1')
      await lab.telephone.dial(`sip:orders.1.${eva.dialled}@toll.test`)
      await expect(desk.getByRole('alert').filter({ hasText: eva.name })).toBeAttached()
      // What a screen reader walks through: who and why, the two answers, and the record beside.
      await expect(desk.getByRole('region', { name: 'Call', exact: true })).toMatchAriaSnapshot(`
        - region "Call":
          - text: /Éva Szabó/
          - button /Answer/
          - button /Decline/
      `)
      await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toMatchAriaSnapshot(`
        - region "Customer":
          - heading /Éva Szabó/ [level=2]
          - heading "Timeline" [level=2]
          - list "Timeline":
            - listitem:
              - button /Call/
      `)
      await desk.keyboard.type('23')
      await expect(desk.getByLabel('Number or name').first()).toHaveValue('06 123')
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Ringing/)
    })
    await test.step('answered, held, resumed, muted, unmuted by their keys', async () => {
      await desk.keyboard.press('F2')
      await expect.poll(phase).toBe('connected')
      const call = desk.getByRole('region', { name: 'Call', exact: true })
      await expect(call).toMatchAriaSnapshot(`
        - region "Call":
          - text: /Éva Szabó/
          - timer
          - button /Mute/
          - button /Hold/
          - button /Keypad/
          - button /Hang up/
      `)
      await desk.keyboard.press('F6')
      await expect(call.getByRole('button', { name: /^Resume/ })).toBeVisible()
      await desk.keyboard.press('F6')
      await expect(call.getByRole('button', { name: /^Hold/ })).toBeVisible()
      await desk.keyboard.press('F7')
      await expect(call.getByRole('button', { name: /^Unmute/ })).toBeVisible()
      await desk.keyboard.press('F7')
    })
    await test.step('the case, opened by the menu choice, is filled in; the note is written', async () => {
      await desk.evaluate(`document.activeElement.blur()`)
      await tabTo(desk, /^About/)
      await desk.keyboard.type('Two chairs')
      await tabTo(desk, /^Note/)
      await desk.keyboard.type('Wants them on Friday')
      await until(desk, 'both are kept', (snapshot) => {
        const one = snapshot.interactions[0]?.interaction
        return one?.note === 'Wants them on Friday' && one.caseId !== null
      })
      const [made] = (await must(desk, 'cases.list', { cursor: null })).items
      expect(made).toMatchObject({ type: 'order', subject: 'Two chairs' })
    })
    await test.step('hung up, a digit for the outcome, finished', async () => {
      await desk.keyboard.press('F4')
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Wrap-up/)
      await expect(desk.getByRole('region', { name: 'Wrap-up', exact: true })).toMatchAriaSnapshot(`
        - region "Wrap-up":
          - heading "Wrap-up" [level=2]
          - group "Disposition":
            - radio /Resolved/
            - radio /Information given/
          - textbox "Note"
          - button "Finish"
      `)
      await desk.evaluate(`document.activeElement.blur()`)
      await tabTo(desk, /Resolved/)
      await desk.keyboard.press('Space')
      await desk.keyboard.press('Control+Shift+Enter')
      await until(desk, 'it is closed', (snapshot) => snapshot.interactions.length === 0)
      expect((await must(desk, 'interactions.callLog', { cursor: null })).items[0]).toMatchObject({ disposition: 'resolved' })
    })
    await test.step('a letter: found with J, opened, answered with R, sent with Ctrl+Enter', async () => {
      await lab.mail.send({
        from: `Éva Szabó <${eva.mail}>`,
        to: 'service@toll.test',
        subject: 'When do the chairs come?',
        text: 'Dear team, when do the chairs come?',
      })
      await desk.keyboard.press('Control+2')
      const list = desk.getByRole('list', { name: 'Conversations' })
      await expect(list).toContainText('When do the chairs come?')
      await expect(list).toMatchAriaSnapshot(`
        - list "Conversations":
          - listitem:
            - button /Unread:.*Éva Szabó.*When do the chairs come/
      `)
      await desk.evaluate(`document.activeElement.blur()`)
      await desk.keyboard.press('J')
      await desk.keyboard.press('Enter')
      const letter = desk.getByRole('region', { name: 'Message', exact: true })
      await expect(letter).toContainText('When do the chairs come?')
      await expect(letter).toMatchAriaSnapshot(`
        - region "Message":
          - region "Cue"
          - heading "When do the chairs come?" [level=1]
          - paragraph: /1 letter · linked to .*Éva Szabó/
          - button "Reply"
          - button "Reply all"
          - button "Forward"
          - button "Case"
          - article /Éva Szabó/:
            - button [expanded]
            - iframe
      `)
      await desk.evaluate(`document.activeElement.blur()`)
      await desk.keyboard.press('R')
      await expect(desk.getByRole('textbox', { name: 'Message' })).toBeFocused()
      await expect(letter).toMatchAriaSnapshot(`
        - region "Message":
          - heading "When do the chairs come?" [level=1]
          - group "Your answer":
            - button /Remove .*Éva Szabó/
            - textbox "To"
            - textbox "Cc"
            - textbox "Subject": /Re. When do the chairs come/
            - toolbar "Form of the text"
            - textbox "Message"
            - button "Send"
            - button "Attach"
      `)
      await desk.keyboard.type('Dear Mrs Szabó, on Friday before noon.')
      await desk.keyboard.press('Control+Enter')
      await expect(desk.getByRole('button', { name: 'Undo send' })).toBeVisible()
      await lab.mail.waitFor('eva', 1, { timeoutMs: 40_000 })
    })
  } finally {
    await lab.stop()
  }
})
