import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

const profile = {
  version: 1,
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

/** What comes of a piece of code in the page: its value, or `refused` when the page's policy threw. */
const attempt = (page: Page, code: string): Promise<unknown> =>
  page.evaluate(`(() => { try { ${code} } catch (error) { return error instanceof TypeError ? 'refused' : String(error) } })()`)
const html = (text: string): string =>
  `const d = document.createElement('div'); d.innerHTML = ${JSON.stringify(text)}; return d.innerHTML`

test('text becomes HTML only through the two policies of the page, and never script', async ({ home, start }) => {
  const { desk } = await start(home(profile, key))
  await desk.evaluate(
    `{ window.reports = []; addEventListener('securitypolicyviolation', (e) => window.reports.push(e.violatedDirective + ' ' + e.sample)) }`,
  )
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open')

  for (const code of [
    `const s = document.createElement('script'); s.textContent = 'window.owned = 1'; document.head.append(s)`,
    `const s = document.createElement('script'); s.src = 'app://desk/x.js'`,
    `const f = document.createElement('iframe'); f.srcdoc = '<script>1</script>'; return f.getAttribute('srcdoc') ?? ''`,
    `trustedTypes.createPolicy('mine', { createHTML: (text) => text })`,
    `trustedTypes.createPolicy('default', { createHTML: (text) => text })`,
  ])
    expect(['refused', ''], code).toContain(await attempt(desk, code))
  expect(await attempt(desk, html(''))).toBe('')

  // Using what uses HTML: drawing, the composer with what was kept, pasting, a second look. Nothing of ours is refused.
  await desk.evaluate(`window.reports = []`)
  const { updatedAt: _at, ...draft } = await must(desk, 'drafts.begin', {
    id: '0199f1a0-7b1c-7000-8000-0000000000d1',
    kind: 'new',
    mailboxId: 'service',
    inReplyToId: null,
    contactId: null,
  })
  await must(desk, 'drafts.put', {
    draft: {
      ...draft,
      subject: 'Kept',
      html: '<p>Kept <strong>words</strong></p><ul><li><p>one</p></li></ul>',
      text: 'Kept words',
    },
  })
  await desk.getByRole('link', { name: 'Mail', exact: true }).click()
  await desk.getByRole('list', { name: 'Drafts' }).getByText('Kept').click()
  const box = desk.getByRole('textbox', { name: 'Message' })
  await expect(box.locator('strong')).toHaveText('words')
  await expect(box.locator('li')).toHaveText('one')
  await box.press('Control+End')
  await box.evaluate((element) => {
    const data = new DataTransfer()
    data.setData('text/html', '<meta charset="utf-8"><p>Pasted <em>well</em><img src=x onerror="window.owned = 2"></p>')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(box.locator('em')).toHaveText('well')
  await expect(box.locator('img')).toHaveCount(0)
  for (const place of ['Customers', 'Settings', 'Phone']) await desk.getByRole('link', { name: place, exact: true }).click()
  expect(await desk.evaluate('window.reports')).toEqual([])

  // With the sanitiser there, HTML from anywhere else comes out clean.
  expect(await attempt(desk, html('<b>x</b><img src="x" onerror="window.owned = 3"><script>window.owned = 4</script>'))).toBe(
    '<b>x</b><img src="x">',
  )
  expect(await attempt(desk, `trustedTypes.createPolicy('letter', { createHTML: (text) => text })`)).toBe('refused')
  expect(await desk.evaluate('typeof window.owned')).toBe('undefined')
})

test('before the sanitiser is there, HTML is refused', async ({ start }) => {
  const { desk } = await start()
  await until(desk, 'asks for a new passphrase', (snapshot) => snapshot.access.state === 'new_passphrase')
  expect(await attempt(desk, html('<b>x</b>'))).toBe('refused')
})
