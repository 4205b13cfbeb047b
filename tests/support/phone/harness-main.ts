import { app, session } from 'electron'
import { join } from 'node:path'
import { phoneCalls, phoneEvents } from '#shared/contract/phone.ts'
import { rpcClient, type RpcClient } from '#shared/contract/rpc.ts'
import { launchPhone, phoneOrigin } from '../../../electron/app/phone-window.ts'
import { socketDoctor } from '../../../electron/app/diagnose-socket.ts'
import { fileHost, registerAppScheme, serveApp } from '../../../electron/security/app-protocol.ts'
import { phonePolicy, socketOrigin } from '../../../electron/security/csp.ts'
import { lockSession } from '../../../electron/security/lock-session.ts'
import { guardPermissions, phonePermissions } from '../../../electron/security/permissions.ts'

/** What the tests reach through Playwright. */
export interface Harness {
  /** `id`: asked with the same once more, the answer is that of the first. */
  call(id: string, name: string, input: unknown): Promise<unknown>
  /** Everything the window told, with the time it arrived (milliseconds since 1970). */
  readonly events: { name: string; payload: unknown; at: number }[]
}
declare global {
  var harness: Harness
}

// A main process with nothing but the phone window: the real window, preload, policy and locks, without database and desk.
const servers = JSON.parse(process.env['PHONE_SERVERS'] ?? '[]') as string[]
app.setPath('userData', process.env['PHONE_DATA'] ?? '')
if (process.getuid?.() !== 0) app.enableSandbox()
registerAppScheme()
void app.whenReady().then(() => {
  const own = session.fromPartition('persist:phone')
  lockSession(own, () => servers.map(socketOrigin).filter((one) => one !== null))
  guardPermissions(own, phonePermissions, phoneOrigin)
  serveApp(own, { phone: fileHost(join(app.getAppPath(), 'out'), 'phone', () => phonePolicy(servers)) })
  const log = (level: string, what: string, context: object = {}): void => console.log(level, what, JSON.stringify(context))
  const { pipe } = launchPhone(
    own,
    join(app.getAppPath(), 'preload/phone.cjs'),
    log,
  )((reason) => console.log('phone window gone:', reason))
  const events: Harness['events'] = []
  const clock = {
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
  }
  const client: RpcClient<typeof phoneCalls> = rpcClient(
    pipe,
    phoneCalls,
    phoneEvents,
    (name, payload) => {
      events.push({ name, payload, at: Date.now() })
      if (name === 'log') console.log('phone', JSON.stringify(payload))
    },
    clock,
    log,
  )
  const diagnose = socketDoctor((url, error) => void client.call('netError', { url, error }))
  own.webRequest.onErrorOccurred({ urls: ['ws://*/*', 'wss://*/*'] }, (details) => void diagnose(details.url))
  // Held until they are settled: a promise only the debugger waits for may be collected before.
  const waiting = new Map<string, Promise<unknown>>()
  const call = (id: string, name: string, input: unknown): Promise<unknown> => {
    const known = waiting.get(id)
    if (known) return known
    const answer: Promise<unknown> = client.call(name as never, input as never)
    waiting.set(id, answer)
    void answer.finally(() => setTimeout(() => waiting.delete(id), 10_000))
    return answer
  }
  globalThis.harness = { call, events }
})
