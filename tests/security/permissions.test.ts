import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allowed, deskPermissions, phonePermissions, type Asking } from '../../electron/security/permissions.ts'

/** Every permission name Electron's own typings know, so that a new one is judged the day it appears. */
const names = [
  ...new Set(
    readFileSync('node_modules/electron/electron.d.ts', 'utf8')
      .match(/permission: ('[a-z-A-Z]+'( \| )?)+/g)
      ?.flatMap((list) => list.match(/'([a-zA-Z-]+)'/g) ?? []),
  ),
].map((name) => name.slice(1, -1))
const ask = (permission: string, more: Partial<Asking> = {}): Asking => ({
  permission,
  origin: 'app://phone',
  mainFrame: true,
  media: [],
  ...more,
})

test('the typings were read', () => expect(names.length).toBeGreaterThan(10))
test('the phone window gets the microphone, the loudspeaker and the buttons of headsets, nothing else', () => {
  const given = names.filter((name) => allowed(phonePermissions, 'app://phone', ask(name, { media: ['audio'] })))
  expect(given.toSorted()).toEqual(['hid', 'media', 'speaker-selection'])
})
test('the desk may copy text, nothing else', () => {
  expect(names.filter((name) => allowed(deskPermissions, 'app://desk', ask(name, { origin: 'app://desk' })))).toEqual([
    'clipboard-sanitized-write',
  ])
})
test('no picture, no other origin, no frame', () => {
  expect(allowed(phonePermissions, 'app://phone', ask('media', { media: ['audio', 'video'] }))).toBe(false)
  expect(allowed(phonePermissions, 'app://phone', ask('media', { media: ['audio'], origin: 'app://desk' }))).toBe(false)
  expect(allowed(phonePermissions, 'app://phone', ask('media', { media: ['audio'], mainFrame: false }))).toBe(false)
  expect(allowed(phonePermissions, 'app://phone', ask('hid', { mainFrame: false }))).toBe(false)
  expect(allowed(phonePermissions, 'app://phone', ask('hid', { origin: 'app://desk' }))).toBe(false)
  expect(allowed(phonePermissions, 'app://phone', ask('not-yet-invented'))).toBe(false)
})
