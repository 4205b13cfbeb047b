import type { ElectronApplication, Page } from '@playwright/test'
import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { peerProfile } from '../support/nowhere.ts'
import { expectPowerless } from '../support/powerless.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

/** Asks something in the page; a string, so that nothing of this file's types leaks into it. */
const ask = <T>(page: Page, expression: string): Promise<T> => page.evaluate(expression) as Promise<T>

/** What a page can be given; the fake devices are there, so that a refusal is one of the permission and not for want of a device. */
const sound = `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', (e) => e.name)`
const camera = `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', (e) => e.name)`
const place = `new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('given'), (e) => done(e.code), { timeout: 3000 }))`
const notices = `Notification.requestPermission()`
const standing = `Promise.all(['camera', 'geolocation', 'notifications'].map((name) => navigator.permissions.query({ name }).then(({ state }) => state)))`
/** `GeolocationPositionError.PERMISSION_DENIED`; 2 and 3 would mean that it was allowed and nothing was found. */
const placeDenied = 1

test('the hidden phone window has the microphone, the exchange and nothing else', async ({ home, start }) => {
  test.setTimeout(90_000)
  const exchange = await sipPeer(friendly)
  try {
    const { desk, electron } = await start(home(peerProfile(exchange.url), { 'db.key': { text: 'k'.repeat(64) } }))
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    const phone = phoneOf(electron)
    const homeAt = phone.url()

    await test.step('two windows there are: sandboxed, isolated, without Node, each on a session of its own', async () => {
      expect((await expectPowerless(electron)).map((url) => new URL(url).host).toSorted()).toEqual(['desk', 'phone'])
      const shared = await electron.evaluate(({ session, webContents }) => {
        const sessions = [session.defaultSession, ...webContents.getAllWebContents().map((contents) => contents.session)]
        return sessions.length - new Set(sessions).size
      })
      expect(shared).toBe(0)
      expect(await ask(phone, `[typeof require, typeof process, typeof module, typeof Buffer]`)).toEqual(
        Array(4).fill('undefined'),
      )
    })

    await test.step('its bridge is one pipe and nothing of the others', async () => {
      expect(await ask(phone, `Object.entries(window.courtesyPhone).map(([name, value]) => name + ':' + typeof value)`)).toEqual([
        'post:function',
        'listen:function',
      ])
      expect(await ask(phone, `Object.keys(window).filter((name) => name.startsWith('courtesy'))`)).toEqual(['courtesyPhone'])
      // What a listener hears is the message alone: the event of Electron would lead to more.
      await ask(phone, `{ window.heard = []; window.stop = window.courtesyPhone.listen((...all) => heard.push(all)) }`)
      await electron.evaluate(({ webContents }) => {
        const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://phone/'))
        contents?.send('phone:to-window', 'no message of ours')
      })
      await expect
        .poll(() => ask(phone, `heard.filter((all) => all.includes('no message of ours'))`))
        .toEqual([['no message of ours']])
      await ask(phone, `stop()`)
    })

    await test.step('its policy comes as a header, names the exchange, and is in force', async () => {
      const policy = await ask<string>(
        phone,
        `fetch(location.href).then((page) => page.headers.get('content-security-policy') ?? '')`,
      )
      const lines = policy.split('; ')
      expect(lines).toEqual(
        expect.arrayContaining(["default-src 'none'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"]),
      )
      expect(lines.find((line) => line.startsWith('connect-src'))).toBe(`connect-src 'self' ${exchange.url}`)
      const inPage = (code: string): string =>
        `new Promise((done) => setTimeout(() => { try { ${code}; done('ran') } catch { done('refused') } }))`
      expect(await ask(phone, inPage(`eval('1')`))).toBe('refused')
      const socket = (url: string): string =>
        `new Promise((done) => { document.addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), { once: true }); try { const s = new WebSocket(${JSON.stringify(url)}, 'sip'); s.onerror = () => done('failed'); s.onopen = () => { s.close(); done('open') } } catch { done('thrown') } })`
      expect(await ask(phone, socket(exchange.url))).toBe('open')
      expect(await ask(phone, socket('ws://127.0.0.1:1/'))).toBe('connect-src')
      for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://desk/desk/index.html', 'app://other/x'])
        expect(await ask(phone, `fetch(${JSON.stringify(url)}).then(() => 'loaded', () => 'refused')`), url).toBe('refused')
    })

    await test.step('it stays where it is', async () => {
      for (const target of ['https://example.com/', 'file:///etc/passwd', 'app://desk/desk/index.html', 'data:text/html,x'])
        await ask(
          phone,
          `{ const a = document.createElement('a'); a.href = ${JSON.stringify(target)}; document.body.append(a); a.click(); a.remove() }`,
        )
      expect(await ask(phone, `[window.open('https://example.com/'), window.open('app://phone/phone/index.html')]`)).toEqual([
        null,
        null,
      ])
      await ask(
        phone,
        `{ const f = document.createElement('iframe'); f.src = 'app://desk/desk/index.html'; document.body.append(f) }`,
      )
      await phone.waitForTimeout(400)
      expect(phone.url()).toBe(homeAt)
      expect(
        phone
          .frames()
          .slice(1)
          .filter((frame) => frame.url().startsWith('app://desk')),
      ).toEqual([])
    })

    await test.step('it is given the microphone; no camera, place or notice', async () => {
      expect(await ask(phone, sound)).toBe('given')
      expect(await ask(phone, camera)).toBe('NotAllowedError')
      expect(await ask(phone, place)).toBe(placeDenied)
      expect(await ask(phone, notices)).toBe('denied')
      expect(await ask(phone, standing)).toEqual(['denied', 'denied', 'denied'])
    })

    await test.step('it asks for a headset only after a click that main lent it, and gets none that nobody chose', async () => {
      const said = await electron.evaluate(async ({ webContents }) => {
        const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://phone/'))
        if (!contents) return null
        const wait = (ms: number, then: string): Promise<string> => new Promise((done) => setTimeout(() => done(then), ms))
        const request = `navigator.hid.requestDevice({ filters: [{ usagePage: 11 }] }).then((all) => all.length, (e) => e.name)`
        // A test's own look into a page counts as a touch for some seconds.
        while ((await contents.executeJavaScript('navigator.userActivation.isActive')) === true) await wait(200, '')
        const alone: unknown = await contents.executeJavaScript(request)
        const came = new Promise((done) => contents.session.once('select-hid-device', () => done('main is asked')))
        await contents.executeJavaScript('void 0', true)
        const answer: unknown = await contents.executeJavaScript(request)
        const asked = await Promise.race([came, wait(1000, 'main is not asked')])
        const given: unknown = await contents.executeJavaScript('navigator.hid.getDevices().then((all) => all.length)')
        return { alone, answer, asked, given }
      })
      expect(said).toEqual({ alone: 'SecurityError', asked: 'main is asked', answer: 0, given: 0 })
    })

    await test.step('the default session, which belongs to no window of ours, gives nothing', async () => {
      const given = await electron.evaluate(
        async ({ BrowserWindow, session }, { page, asked }) => {
          // A page that would be given everything by its origin: the phone's own, and a secure one, as only those are asked at all.
          session.defaultSession.protocol.handle('app', () => new Response('<p>x', { headers: { 'content-type': 'text/html' } }))
          const stranger = new BrowserWindow({ show: false, webPreferences: { session: session.defaultSession, sandbox: true } })
          await stranger.loadURL(page)
          const all: unknown[] = []
          for (const each of asked) all.push(await stranger.webContents.executeJavaScript(each, true))
          stranger.destroy()
          session.defaultSession.protocol.unhandle('app')
          return all
        },
        { page: homeAt, asked: [sound, camera, place, notices, standing] },
      )
      const refused = 'NotAllowedError'
      expect(given).toEqual([refused, refused, placeDenied, 'denied', ['denied', 'denied', 'denied']])
    })
  } finally {
    await exchange.close()
  }
})

/** The hidden window of the phone. */
function phoneOf(electron: ElectronApplication): Page {
  const phone = electron.windows().find((page) => page.url().startsWith('app://phone/'))
  if (!phone) throw new Error('there is no phone window')
  return phone
}
