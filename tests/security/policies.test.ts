import { expect, test, vi } from 'vitest'
vi.mock('electron', () => ({ app: {}, safeStorage: {} }))
import { deskPolicy, letterPolicy, phonePolicy, popPolicy, socketOrigin } from '../../electron/security/csp.ts'
import { mayLoad } from '../../electron/security/lock-session.ts'
import { isOwnReload } from '../../electron/security/navigation.ts'
import { protects } from '../../electron/secrets/keychain.ts'

test("the desk's policy, word for word", () => {
  expect(deskPolicy('N')).toBe(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data:; font-src 'self'; media-src recording://sound; connect-src 'self'; frame-src app://letter; require-trusted-types-for 'script'; trusted-types default letter",
  )
})
test('the phone connects to its exchange only', () => {
  expect(phonePolicy(['wss://a.test:7443/path?x', 'http://b', 'rubbish'])).toContain("connect-src 'self' wss://a.test:7443")
  expect(phonePolicy(['http://b'])).not.toContain('http://b')
  expect(socketOrigin('ws://h;script-src *')).toBeNull()
})
test("the call pop's policy, word for word: it connects to nothing at all", () => {
  expect(popPolicy).toBe(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'",
  )
})
test('a letter: no script in any form', () => {
  expect(letterPolicy).toContain("default-src 'none'")
  expect(letterPolicy).not.toContain('script-src')
  expect(letterPolicy).not.toContain('allow-scripts')
  expect(letterPolicy).not.toContain('allow-same-origin')
})
test.each(['http://x/', 'https://x/', 'file:///etc/passwd', 'ws://other:1/', 'ftp://x', 'ws://a.test:80.evil/'])(
  'a session never loads %s',
  (url) => expect(mayLoad(url, ['ws://a.test:80'])).toBe(false),
)
test('its own files and its exchange it may', () => {
  expect([
    mayLoad('app://desk/x.js', []),
    mayLoad('ws://a.test:80/', ['ws://a.test:80']),
    mayLoad('ws://a.test:80', ['ws://a.test:80']),
  ]).toEqual([true, true, true])
})
test('a reload is no journey, anything else is', () => {
  expect(isOwnReload('app://desk/desk/index.html', 'app://desk/desk/index.html#/mail')).toBe(true)
  expect(isOwnReload('app://letter/x', 'app://desk/desk/index.html')).toBe(false)
  expect(isOwnReload('https://x', '')).toBe(false)
})
test('keychains that do not protect are none', () => {
  expect(['gnome_libsecret', 'kwallet6', 'basic_text', 'unknown', ''].map(protects)).toEqual([true, true, false, false, false])
})
