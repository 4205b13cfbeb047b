import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { CallMap, Handlers } from '#shared/contract/define.ts'
import { badInput, type Pipe } from '#shared/contract/rpc.ts'
import { fail, ok, toAppError, type Result } from '#shared/contract/result.ts'
import type { Log } from '../diagnostics/log.ts'
import { originOf } from '../security/permissions.ts'
import { channels } from './channels.ts'

/** A window that may speak to main: known by its contents, its own origin and its main frame. */
export interface TrustedWindow {
  contents(): WebContents | null
  readonly origin: string
}

type IpcEvent = IpcMainEvent | IpcMainInvokeEvent

/** Whether a message comes from the main frame of the very window it claims to come from. */
export function isTrusted(event: IpcEvent, window: TrustedWindow): boolean {
  const frame = event.senderFrame
  if (frame === null || frame.parent !== null) return false
  return event.sender === window.contents() && originOf(frame.url) === window.origin
}

/** What may be called and who answers. */
interface Answering<M extends CallMap> {
  calls: M
  handlers: Handlers<M>
}

/**
 * Answers the desk's calls: sender, main frame and schema are checked, failures go back as data. Nothing else imports `ipcMain`.
 * Calls that come before `answering` is there wait for it, but those that `early` has an answer to (undefined: none): it is our own
 * and goes out as it is, because the schemas are not read yet.
 */
export function routeDesk<M extends CallMap>(
  window: TrustedWindow,
  answering: Promise<Answering<M>>,
  early: (name: unknown) => unknown,
  log: Log,
): void {
  route(channels.deskCall, window, answering, log, early)
}

/** The same for the call pop, which has a contract of its own with three calls. */
export function routePop<M extends CallMap>(window: TrustedWindow, answering: Answering<M>, log: Log): void {
  route(channels.popCall, window, answering, log)
}

function route<M extends CallMap>(
  channel: string,
  window: TrustedWindow,
  answering: Answering<M> | Promise<Answering<M>>,
  log: Log,
  early: (name: unknown) => unknown = () => undefined,
): void {
  ipcMain.handle(channel, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isTrusted(event, window)) {
      log('warn', 'ipc.refused', { channel, origin: originOf(event.senderFrame?.url ?? '') })
      return fail('denied', 'error.internal')
    }
    const first = early(name)
    if (first !== undefined) return ok(first)
    const { calls, handlers } = await answering
    return answer(calls, handlers, name, input, log)
  })
}

/** One call: parsed, handled, and its answer checked against the schema too, so that main cannot leak more than the contract says. */
export async function answer<M extends CallMap>(
  calls: M,
  handlers: Handlers<M>,
  name: unknown,
  input: unknown,
  log: Log,
): Promise<Result<unknown>> {
  const spec = typeof name === 'string' && Object.hasOwn(calls, name) ? calls[name] : undefined
  if (typeof name !== 'string' || !spec) return fail('bad_input', 'error.internal', { detail: 'no such call' })
  const parsed = spec.in.safeParse(input)
  if (!parsed.success) return badInput(name, parsed.error)
  try {
    const handler = handlers[name] as (input: unknown) => unknown
    const value = spec.out.safeParse(await handler(parsed.data))
    if (value.success) return ok(value.data)
    log('error', 'ipc.answer.refused', { name, places: value.error.issues.slice(0, 5).map((issue) => issue.path.join('.')) })
    return fail('internal', 'error.internal')
  } catch (thrown) {
    return { ok: false, error: toAppError(thrown, (what) => log('error', 'ipc.handler.threw', { name, thrown: what })) }
  }
}

/** Sends events to the desk; a window that is going away just misses them and asks for a snapshot when it is back. */
export function sendToDesk(contents: WebContents | null, envelopes: readonly unknown[]): void {
  if (contents && !contents.isDestroyed()) contents.send(channels.deskEvent, envelopes)
}

/** Shows the call pop what rings now; null when nothing does. */
export function sendToPop(contents: WebContents | null, view: unknown): void {
  if (contents && !contents.isDestroyed()) contents.send(channels.popView, view)
}

/** The pipe to the phone window; messages of any other sender are dropped and logged. */
export function phonePipe(window: TrustedWindow, log: Log): Pipe {
  return windowPipe(window, channels.phoneToWindow, channels.phoneToMain, log)
}

/** The pipe to the practice window, likewise. */
export function practicePipe(window: TrustedWindow, log: Log): Pipe {
  return windowPipe(window, channels.practiceToWindow, channels.practiceToMain, log)
}

function windowPipe(window: TrustedWindow, toWindow: string, toMain: string, log: Log): Pipe {
  return {
    post(message) {
      const contents = window.contents()
      if (contents && !contents.isDestroyed()) contents.send(toWindow, message)
    },
    listen(listener) {
      const receive = (event: IpcMainEvent, message: unknown): void => {
        if (isTrusted(event, window)) listener(message)
        else log('warn', 'ipc.refused', { channel: toMain })
      }
      ipcMain.on(toMain, receive)
      return () => ipcMain.off(toMain, receive)
    },
  }
}
