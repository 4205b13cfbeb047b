import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/e2e.ts'
import { expectPowerless } from '../support/powerless.ts'

/** Asks something in the page; a string, so that nothing of this file's types leaks into it. */
const ask = <T>(page: Page, expression: string): Promise<T> => page.evaluate(expression) as Promise<T>

test.describe('every window', () => {
  test('has no Node, is isolated and sandboxed, and shows app: pages only', async ({ start }) => {
    const app = await start()
    await expect.poll(() => app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBeGreaterThan(0)
    expect(await expectPowerless(app.electron)).toHaveLength(1)
  })

  test('the page sees the bridge and nothing of Electron or Node', async ({ start }) => {
    const { desk } = await start()
    expect(await ask(desk, `[typeof require, typeof process, typeof module, typeof Buffer]`)).toEqual([
      'undefined',
      'undefined',
      'undefined',
      'undefined',
    ])
    expect(await ask(desk, `Object.entries(window.courtesy).map(([name, value]) => name + ':' + typeof value)`)).toEqual([
      'call:function',
      'listen:function',
    ])
    expect(await ask(desk, `window.courtesy.call('no.such.call', null)`)).toMatchObject({
      ok: false,
      error: { kind: 'bad_input' },
    })
    expect(await ask(desk, `window.courtesy.call('__proto__', null)`)).toMatchObject({ ok: false })
    expect(await ask(desk, `window.courtesy.call('contacts.card', { id: 'not an id' })`)).toMatchObject({
      ok: false,
      error: { kind: 'bad_input' },
    })
    expect(
      await ask(desk, `(() => { let seen = null; window.courtesy.listen((...all) => { seen = all.length }); return seen })()`),
    ).toBeNull()
  })

  test('stays where it is: no navigation, new window, webview or foreign frame', async ({ start }) => {
    const { desk, electron } = await start()
    const home = desk.url()
    for (const target of [
      'https://example.com/',
      'file:///etc/passwd',
      'app://phone/phone/index.html',
      'data:text/html,x',
      'javascript:document.title="owned"',
    ])
      await ask(
        desk,
        `{ const a = document.createElement('a'); a.href = ${JSON.stringify(target)}; document.body.append(a); a.click(); a.remove() }`,
      )
    await ask(
      desk,
      `{ const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=https://example.com/'; document.head.append(m) }`,
    )
    expect(
      await ask(
        desk,
        `[window.open('https://example.com/'), window.open('javascript:1'), window.open('file:///etc/passwd'), window.open('app://desk/desk/index.html')]`,
      ),
    ).toEqual([null, null, null, null])
    await ask(desk, `{ const w = document.createElement('webview'); w.src = 'https://example.com/'; document.body.append(w) }`)
    await ask(desk, `{ const f = document.createElement('iframe'); f.src = 'https://example.com/'; document.body.append(f) }`)
    await desk.waitForTimeout(500)
    expect(desk.url()).toBe(home)
    expect(await desk.title()).not.toBe('owned')
    expect(
      await electron.evaluate(
        ({ webContents }) => webContents.getAllWebContents().filter((each) => !each.getURL().startsWith('app://')).length,
      ),
    ).toBe(0)
  })

  test('no page anywhere follows a redirect', async ({ start }) => {
    const { electron } = await start()
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      if (request.url === '/here') response.writeHead(302, { location: '/elsewhere' }).end()
      else response.end('owned')
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    try {
      const { port } = server.address() as AddressInfo
      // A session of its own, which may load from outside: on ours nothing would ever answer with a redirect.
      const shown = await electron.evaluate(async ({ BrowserWindow, session }, from) => {
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: { session: session.fromPartition('redirects'), sandbox: true },
        })
        const went = await stranger
          .loadURL(`${from}/plain`)
          .then(() => stranger.webContents.executeJavaScript('document.body.textContent') as Promise<string>, String)
        await stranger.loadURL(`${from}/here`).catch(() => undefined)
        const url = stranger.webContents.getURL()
        stranger.destroy()
        return { went, url: new URL(url).pathname }
      }, `http://127.0.0.1:${port}`)
      expect(shown, 'the window itself works, and stays').toEqual({ went: 'owned', url: '/plain' })
      expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/plain', '/here'])
    } finally {
      server.close()
    }
  })

  test('a file or an address that is dropped on it opens nothing', async ({ home, start }) => {
    const where = home()
    const { desk, electron } = await start(where)
    const at = desk.url()
    const file = join(where.folder, 'dropped.html')
    writeFileSync(file, '<title>owned</title>')
    await ask(
      desk,
      `window.dragged = []; document.addEventListener('dragenter', (e) => dragged.push(e.dataTransfer.types[0]), { capture: true })`,
    )
    const debug = await electron.context().newCDPSession(desk)
    // A page that would follow asks for a new window, which is refused as well: so the asking is looked for, too.
    const requested: string[] = []
    debug.on('Page.frameRequestedNavigation', ({ url }) => requested.push(url))
    await debug.send('Page.enable')
    const link = { mimeType: 'text/uri-list', data: 'https://example.com/' }
    for (const data of [
      { items: [], files: [file], dragOperationsMask: 1 },
      { items: [link], files: [], dragOperationsMask: 1 },
    ])
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await debug.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
    await desk.waitForTimeout(500)
    expect(desk.url()).toBe(at)
    expect(await desk.title()).not.toBe('owned')
    expect(requested, 'it is not even asked for').toEqual([])
    expect(await ask(desk, `[...new Set(dragged)]`), 'both were truly dragged over it').toEqual(['Files', 'text/uri-list'])
    expect(electron.windows().map((page) => page.url())).toEqual([at])
  })

  test('loads nothing from outside and runs nothing that is not in its files', async ({ start }) => {
    const { desk } = await start()
    const refused = `(url) => fetch(url).then(() => 'loaded', () => 'refused')`
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1:1/',
      'file:///etc/passwd',
      'app://phone/phone/index.html',
      'app://other/x',
    ])
      expect(await ask(desk, `(${refused})(${JSON.stringify(url)})`), url).toBe('refused')
    // In a timer of the page's own: what the debugger evaluates itself is exempt from the policy.
    const inPage = (code: string): string =>
      `new Promise((done) => setTimeout(() => { try { ${code}; done('ran') } catch { done('refused') } }))`
    expect(await ask(desk, inPage(`eval('1')`))).toBe('refused')
    expect(await ask(desk, inPage(`new Function('return 1')()`))).toBe('refused')
    const socket = `new Promise((done) => { try { const s = new WebSocket('ws://127.0.0.1:1/'); s.onerror = () => done('refused'); s.onopen = () => done('open') } catch { done('refused') } })`
    expect(await ask(desk, socket)).toBe('refused')
    await ask(
      desk,
      `try { const s = document.createElement('script'); s.textContent = 'window.owned = 1'; document.head.append(s) } catch {}`,
    )
    expect(await ask(desk, `typeof window.owned`)).toBe('undefined')
    const image = `new Promise((done) => { const i = new Image(); i.onload = () => done('loaded'); i.onerror = () => done('refused'); i.src = 'https://example.com/x.png' })`
    expect(await ask(desk, image)).toBe('refused')
    expect(await ask(desk, `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'refused')`)).toBe(
      'refused',
    )
    expect(await ask(desk, `Notification.requestPermission()`)).not.toBe('granted')
  })

  test('answers only the desk window itself', async ({ start }) => {
    const { electron } = await start()
    // A second page of the very same origin, session and preload, but not the registered window.
    const answer = await electron.evaluate(async ({ app, BrowserWindow, webContents }) => {
      const desk = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://desk/'))
      const preload = `${app.getAppPath()}/out/preload/desk.cjs`
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { ...(desk ? { session: desk.session } : {}), preload, sandbox: true, contextIsolation: true },
      })
      await stranger.loadURL('app://desk/desk/index.html')
      const result: unknown = await stranger.webContents.executeJavaScript(`window.courtesy.call('app.snapshot', null)`)
      stranger.destroy()
      return result
    })
    expect(answer).toMatchObject({ ok: false, error: { kind: 'denied' } })
  })
})
