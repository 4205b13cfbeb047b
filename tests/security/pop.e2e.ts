import type { Page } from '@playwright/test'
import { benchProfile } from '../bench/desk.ts'
import { benchExchange } from '../bench/ringing.ts'
import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

/** Asks something in the page; a string, so that nothing of this file's types leaks into it. */
const ask = <T>(page: Page, expression: string): Promise<T> => page.evaluate(expression) as Promise<T>

test('the call pop has the least power of all windows', async ({ home, start }) => {
  const exchange = await benchExchange()
  const { desk, electron } = await start(home(benchProfile(exchange.peer.url), { 'db.key': { text: 'k'.repeat(64) } }))
  try {
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((each) => each.blur()))
    await electron.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ width: 300, height: 200 })
      await other.loadURL('about:blank')
      other.focus()
    })
    exchange.ring('+36209998877')
    const find = (): Page | undefined => electron.windows().find((page) => page.url().startsWith('app://pop/'))
    await expect.poll(() => find() !== undefined).toBe(true)
    const pop = find()!
    await expect(pop.getByRole('heading')).toHaveText('+36 20 999 8877')

    await test.step('no Node, isolated, sandboxed, a session of its own', async () => {
      const facts = await electron.evaluate(({ session, webContents }) => {
        const of = (start: string) => webContents.getAllWebContents().find((each) => each.getURL().startsWith(start))
        const contents = of('app://pop/')
        return {
          preferences: (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
          others: [of('app://desk/')?.session, of('app://phone/')?.session, session.defaultSession].includes(contents?.session),
          kept: contents?.session.isPersistent(),
        }
      })
      expect(facts).toMatchObject({ others: false, kept: false })
      expect(facts.preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      })
      for (const never of [
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'allowRunningInsecureContent',
        'experimentalFeatures',
      ])
        expect(facts.preferences[never] ?? false, never).toBeFalsy()
      expect(await ask(pop, `[typeof require, typeof process, typeof module, typeof Buffer]`)).toEqual(Array(4).fill('undefined'))
    })

    await test.step('it sees its two functions, and through them three calls and nothing of the desk', async () => {
      expect(await ask(pop, `[typeof window.courtesy, typeof window.courtesyPhone]`)).toEqual(['undefined', 'undefined'])
      expect(await ask(pop, `Object.entries(window.courtesyPop).map(([name, value]) => name + ':' + typeof value)`)).toEqual([
        'call:function',
        'listen:function',
      ])
      for (const name of ['app.snapshot', 'contacts.list', 'call.dial', '__proto__', 'constructor'])
        expect(await ask(pop, `window.courtesyPop.call(${JSON.stringify(name)}, null)`), name).toMatchObject({
          ok: false,
          error: { kind: 'bad_input' },
        })
      expect(await ask(pop, `window.courtesyPop.call('pop.answer', { id: 'not an id' })`)).toMatchObject({
        ok: false,
        error: { kind: 'bad_input' },
      })
    })

    await test.step('it stays where it is and loads nothing', async () => {
      const homeAt = pop.url()
      for (const target of ['https://example.com/', 'file:///etc/passwd', 'app://desk/desk/index.html', 'data:text/html,x'])
        await ask(
          pop,
          `{ const a = document.createElement('a'); a.href = ${JSON.stringify(target)}; document.body.append(a); a.click(); a.remove() }`,
        )
      expect(await ask(pop, `[window.open('https://example.com/'), window.open('app://desk/desk/index.html')]`)).toEqual([
        null,
        null,
      ])
      await ask(pop, `{ const f = document.createElement('iframe'); f.src = 'app://letter/x'; document.body.append(f) }`)
      await pop.waitForTimeout(400)
      expect(pop.url()).toBe(homeAt)
      expect(pop.frames().filter((frame) => frame.url().startsWith('app://letter'))).toEqual([])
      for (const url of ['https://example.com/', 'http://127.0.0.1:1/', 'app://desk/desk/index.html', 'app://pop/pop/index.html'])
        expect(await ask(pop, `fetch(${JSON.stringify(url)}).then(() => 'loaded', () => 'refused')`), url).toBe('refused')
      const inPage = (code: string): string =>
        `new Promise((done) => setTimeout(() => { try { ${code}; done('ran') } catch { done('refused') } }))`
      expect(await ask(pop, inPage(`eval('1')`))).toBe('refused')
      const socket = `new Promise((done) => { try { const s = new WebSocket('ws://127.0.0.1:1/'); s.onerror = () => done('refused'); s.onopen = () => done('open') } catch { done('refused') } })`
      expect(await ask(pop, socket)).toBe('refused')
    })

    await test.step('it is given no permission', async () => {
      expect(await ask(pop, `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'refused')`)).toBe(
        'refused',
      )
      expect(await ask(pop, `Notification.requestPermission()`)).not.toBe('granted')
      expect(await ask(pop, `navigator.clipboard.writeText('x').then(() => 'given', () => 'refused')`)).toBe('refused')
    })

    await test.step('a page of the same origin and preload that is not the pop is refused', async () => {
      const answer = await electron.evaluate(async ({ app, BrowserWindow, webContents }) => {
        const real = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://pop/'))
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: {
            ...(real ? { session: real.session } : {}),
            preload: `${app.getAppPath()}/out/preload/pop.cjs`,
            sandbox: true,
            contextIsolation: true,
          },
        })
        await stranger.loadURL('app://pop/pop/index.html')
        const result: unknown = await stranger.webContents.executeJavaScript(`window.courtesyPop.call('pop.view', null)`)
        stranger.destroy()
        return result
      })
      expect(answer).toMatchObject({ ok: false, error: { kind: 'denied' } })
    })
  } finally {
    await exchange.peer.close()
  }
})
