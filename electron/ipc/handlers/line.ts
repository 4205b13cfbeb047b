import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { Devices } from '#shared/domain/devices.ts'
import { raise } from '#shared/contract/result.ts'
import type { Services } from '../../app/services.ts'
import { lineDefaults } from '../../policy/connections.ts'
import { socketOrigin } from '../../security/csp.ts'
import { unwrap } from './unwrap.ts'

type Names =
  | 'line.setReady'
  | 'line.tryNow'
  | 'line.save'
  | 'line.remove'
  | 'devices.select'
  | 'devices.selectRingers'
  | 'devices.meter'
  | 'devices.testRinger'
  | 'devices.tryRecord'
  | 'devices.tryPlay'
  | 'devices.tryStop'

export function lineHandlers({
  phone,
  line,
  connections,
  vault,
  settings,
  model,
}: Services): Handlers<Pick<typeof deskCalls, Names>> {
  /** Keeps what the phone window took over. */
  const chosen = (devices: Devices, choice: Partial<Devices['selected']>): Devices => {
    settings.set({ ...settings.get(), devices: { ...settings.get().devices, ...choice } })
    model.set('settings', settings.get())
    model.set('devices', devices)
    return devices
  }
  return {
    'line.setReady': async ({ ready, reason }) => {
      await line.setPresence(ready, reason)
      return null
    },
    'line.tryNow': () => unwrap(phone.call('tryNow', null)),
    'line.save': async ({ line: input }) => {
      if (!/^sips?:[^@\s]+@[^@\s]+$/i.test(input.uri)) raise('bad_input', 'error.line.uri')
      for (const server of input.servers) {
        const origin = socketOrigin(server)
        if (origin === null) raise('bad_input', 'error.line.server')
        if (origin?.startsWith('ws:') === true && !input.allowInsecure) raise('bad_input', 'error.line.insecure')
      }
      if (input.password !== '') vault.set('line', input.password)
      else if (vault.get('line') === null) raise('bad_input', 'error.line.password')
      const { password: _password, ...setup } = input
      connections.set({
        ...connections.get(),
        line: {
          ...lineDefaults,
          iceServers: [...lineDefaults.iceServers],
          codecs: [...lineDefaults.codecs],
          ...setup,
          managed: false,
        },
      })
      await line.reconfigure()
      return null
    },
    'line.remove': async () => {
      connections.set({ ...connections.get(), line: null })
      vault.set('line', null)
      await line.reconfigure()
      return null
    },
    'devices.select': async ({ role, deviceId }) =>
      chosen(await unwrap(phone.call('selectDevice', { role, deviceId })), { [role]: deviceId }),
    'devices.selectRingers': async ({ deviceIds }) =>
      chosen(await unwrap(phone.call('selectRingers', { deviceIds })), { ringer: deviceIds }),
    'devices.meter': ({ on }) => unwrap(phone.call('meter', { on })),
    'devices.testRinger': () => unwrap(phone.call('testRinger', null)),
    'devices.tryRecord': () => unwrap(phone.call('tryRecord', null)),
    'devices.tryPlay': () => unwrap(phone.call('tryPlay', null)),
    'devices.tryStop': () => unwrap(phone.call('tryStop', null)),
  }
}
