import { expect, test } from 'vitest'
import { userSettingsSchema } from '#shared/settings/user-settings.ts'

test.each([
  ['the one of older settings', { ringer: 'bell' }, ['bell']],
  ['none of older settings', { ringer: null }, []],
  ['several', { ringer: ['bell', 'headset'] }, ['bell', 'headset']],
  ['nothing said', {}, []],
])('ringers: %s', (_name, devices, expected) => {
  const read = userSettingsSchema.parse({ devices: { microphone: 'm', speaker: null, ...devices } })
  expect(read.devices).toEqual({ microphone: 'm', speaker: null, ringer: expected })
  // What was read is written so, and read again.
  expect(userSettingsSchema.parse(structuredClone(read))).toEqual(read)
})
