import AxeBuilder from '@axe-core/playwright'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { evasInvite, peerProfile } from '../support/nowhere.ts'
import { eva, settle } from '../support/people.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

test('a call brings the standards that fit: opened, ticked and overruled by keys alone, kept over a new start of the window', async ({
  home,
  start,
}) => {
  test.setTimeout(180_000)
  const exchange = await sipPeer(friendly)
  try {
    const where = home(peerProfile(exchange.url), { 'db.key': { text: 'k'.repeat(64) } })
    const { desk } = await start(where)
    await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
    await settle(desk, 5)
    await until(desk, 'the line is registered', (snapshot) => snapshot.line.registration.state === 'registered')
    exchange.send(evasInvite('playbooks-1', 'X-IVR-Option: Complaints'))
    const ringing = await until(desk, 'it rings', (snapshot) => snapshot.interactions[0]?.interaction.contactId === eva.id)
    const interactionId = ringing.interactions[0]!.interaction.id

    const standards = desk.getByRole('region', { name: 'Standards that fit' })
    const complaint = standards.getByRole('button', { name: /Taking down a complaint/ })
    await test.step('closed cards with their reason', async () => {
      await expect(complaint).toHaveAttribute('aria-expanded', 'false')
      await expect(complaint).toContainText('Chosen in the menu: Complaints')
      await expect(standards.getByRole('checkbox')).toHaveCount(0)
    })

    await test.step('opened and ticked by keys', async () => {
      await complaint.focus()
      await desk.keyboard.press('Enter')
      await expect(complaint).toHaveAttribute('aria-expanded', 'true')
      await expect(standards.getByRole('checkbox')).toHaveCount(6)
      await desk.keyboard.press('Tab')
      await desk.keyboard.press('Space')
      await desk.keyboard.press('Tab')
      await desk.keyboard.press('Tab')
      await desk.keyboard.press('Space')
      await expect(complaint).toContainText('2 of 6')
      await expect(standards.getByRole('checkbox', { name: /^Say: Thank the customer/ })).toBeChecked()
      await expect
        .poll(async () => (await must(desk, 'playbookMarks.of', { interactionId })).ticks)
        .toMatchObject([{ playbookId: 'complaint', steps: [0, 2], actor: 'Anna Kovács' }])
    })

    await test.step('free of flaws', async () => {
      const found = await new AxeBuilder({ page: desk })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
        [],
      )
      await desk.screenshot({ path: test.info().outputPath('standards.png') })
    })

    await test.step('overruled with a reason that the lead reads', async () => {
      const overrule = standards.getByRole('button', { name: 'Common sense overrules…' })
      await overrule.focus()
      await desk.keyboard.press('Enter')
      const box = desk.getByRole('dialog').getByRole('textbox', { name: 'What made the difference here?' })
      await expect(box).toBeFocused()
      await desk.keyboard.type('She wanted to be called back after work.')
      await desk.screenshot({ path: test.info().outputPath('overrule.png') })
      await desk.getByRole('dialog').getByRole('button', { name: 'Send to the lead' }).press('Enter')
      await expect(complaint).toContainText('Overruled')
      await expect(standards.getByText('Common sense overruled it here: She wanted to be called back after work.')).toBeVisible()
      expect((await must(desk, 'playbook.overrules', { cursor: null })).items).toMatchObject([
        { code: 'S-003', reason: 'She wanted to be called back after work.', actor: 'Anna Kovács', contactName: eva.name },
      ])
    })

    await test.step('found by words, without leaving the call', async () => {
      await standards.getByRole('textbox', { name: 'Find a standard' }).fill('holding')
      await expect(standards.getByRole('button', { name: 'Putting on hold' })).toBeVisible()
    })

    await test.step('another language leaves open what is open, and the words that were looked for', async () => {
      const german = desk.getByRole('region', { name: 'Passende Standards' }).getByRole('button', { name: /^Eine Beschwerde/ })
      await must(desk, 'settings.set', { patch: { language: 'de' } })
      await expect(german).toHaveAttribute('aria-expanded', 'true')
      await expect(german).toContainText('2 von 6')
      await expect(desk.getByRole('checkbox', { name: /^Sagen:/ }).first()).toBeChecked()
      await must(desk, 'settings.set', { patch: { language: 'en' } })
      await expect(complaint).toHaveAttribute('aria-expanded', 'true')
      await expect(standards.getByRole('checkbox', { name: /^Say: Thank the customer/ })).toBeChecked()
    })

    await test.step('still there when the window starts anew', async () => {
      await desk.reload()
      await expect(complaint).toContainText('2 of 6')
      await expect(complaint).toContainText('Overruled')
    })

    await test.step("the team's own standard is there as soon as it is saved; one with a script is refused with its line", async () => {
      const file = (name: string, ...body: string[]): void => {
        const path = join(where.userData, 'playbooks/en', name)
        const front = [
          'id: ours',
          'code: T-001',
          'version: 1',
          'title: Our own way',
          'channels: [voice]',
          'when: {ivr: [complaint]}',
        ]
        writeFileSync(path, ['---', ...front, 'reviewBy: 2027-06-30', '---', ...body].join('\n'))
        giveToTestUser(path)
      }
      file('ours.md', '- [ ] As we do it')
      await expect(standards.getByRole('button', { name: /Our own way/ })).toBeVisible()
      file('ours.md', '- [ ] As we do it', '', '<img src=x onerror="window.hacked = true">')
      await expect
        .poll(() => must(desk, 'playbooks.problems', null))
        .toMatchObject([{ file: 'en/ours.md', line: 12, messageKey: 'playbook.problem.html', keptLast: true }])
      await expect(standards.getByRole('button', { name: /Our own way/ })).toBeVisible()
      expect(await desk.evaluate('window.hacked')).toBeUndefined()
      await desk.getByRole('link', { name: /^Supervision/ }).click()
      await desk.getByRole('button', { name: /^Standards/ }).click()
      const mend = desk.getByRole('region', { name: 'Files that need mending' })
      await expect(mend).toContainText('en/ours.md, line 12:')
      await expect(mend).toContainText('Its last good version stays in use.')
      file('ours.md', '- [ ] As we do it now')
      await expect(mend).toBeHidden()
    })
  } finally {
    await exchange.close()
  }
})
