import type { IpcMainEvent, WebContents, WebFrameMain } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { act } from '#shared/contract/define.ts'
import type { Handlers } from '#shared/contract/define.ts'

/** What main listens to, as Electron would call it. */
const main = vi.hoisted(() => ({
  handlers: new Map<string, (event: unknown, ...sent: unknown[]) => unknown>(),
  listeners: new Map<string, Set<(event: unknown, message: unknown) => void>>(),
}))
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: never) => void main.handlers.set(channel, handler),
    on: (channel: string, listener: never) =>
      void main.listeners.set(channel, (main.listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel: string, listener: never) => void main.listeners.get(channel)?.delete(listener),
  },
}))
const { isTrusted, phonePipe, practicePipe, routeDesk, routePop } = await import('../../electron/ipc/router.ts')

const origin = 'app://desk'
const frame = (url: string, parent: WebFrameMain | null = null) => ({ url, parent }) as WebFrameMain
const ownFrame = frame(`${origin}/desk/index.html?lang=en#/mail`)
const own = { isDestroyed: () => false, send: vi.fn() } as unknown as WebContents
const other = { isDestroyed: () => false, send: vi.fn() } as unknown as WebContents
let contents: WebContents | null = own
const window = { contents: () => contents, origin }
const event = (sender: WebContents, senderFrame: WebFrameMain | null) => ({ sender, senderFrame }) as IpcMainEvent

type Sender = [what: string, sender: WebContents, senderFrame: WebFrameMain | null]
const right: Sender = ['the main frame of the window itself', own, ownFrame]
const foreign: Sender[] = [
  ['a frame that has gone', own, null],
  ['a child frame of our own origin', own, frame(`${origin}/desk/index.html`, ownFrame)],
  ['a child frame of a letter', own, frame('app://letter/x', ownFrame)],
  ['the window, led to the web', own, frame('https://desk/desk/index.html')],
  ['the window, led to a letter', own, frame('app://letter/desk/index.html')],
  ['a host that begins like ours', own, frame('app://desk.evil/desk/index.html')],
  ['our host behind somebody’s name', own, frame('app://desk@evil/')],
  ['a page without an address', own, frame('')],
  ['a blank page', own, frame('about:blank')],
  ['another window that shows our page', other, ownFrame],
]

const logged: { what: string; context: unknown }[] = []
const log = (_level: string, what: string, context?: unknown): void => void logged.push({ what, context })
beforeEach(() => {
  contents = own
  logged.length = 0
  main.handlers.clear()
  main.listeners.clear()
})

describe('who may speak to main', () => {
  test(`yes: ${right[0]}`, () => expect(isTrusted(event(right[1], right[2]), window)).toBe(true))
  test.each(foreign)('no: %s', (_what, sender, senderFrame) => {
    expect(isTrusted(event(sender, senderFrame), window)).toBe(false)
  })
  test('no: anybody while the window is not there', () => {
    contents = null
    expect(isTrusted(event(own, ownFrame), window)).toBe(false)
  })
})

describe.each([
  ['phone', phonePipe, 'phone:to-main'],
  ['practice', practicePipe, 'practice:to-main'],
] as const)('the pipe to the %s window', (_name, pipe, channel) => {
  const say = (sender: WebContents, senderFrame: WebFrameMain | null, message: unknown): void =>
    main.listeners.get(channel)?.forEach((listener) => listener(event(sender, senderFrame), message))

  test('brings what its own window says, until nobody listens', () => {
    const heard: unknown[] = []
    const stop = pipe(window, log).listen((message) => heard.push(message))
    say(own, ownFrame, 'ours')
    stop()
    say(own, ownFrame, 'too late')
    expect(heard).toEqual(['ours'])
    expect(logged).toEqual([])
  })
  test.each(foreign)('drops and notes what comes from %s', (_what, sender, senderFrame) => {
    const heard: unknown[] = []
    pipe(window, log).listen((message) => heard.push(message))
    say(sender, senderFrame, { secret: '+36301234567' })
    expect(heard).toEqual([])
    expect(logged).toEqual([{ what: 'ipc.refused', context: { channel } }])
  })
})

describe.each([
  ['desk', 'desk:call'],
  ['call pop', 'pop:call'],
] as const)('calls of the %s', (name, channel) => {
  const calls = { dial: act(z.string().max(5), z.string()) }
  const dialled: string[] = []
  const handlers: Handlers<typeof calls> = { dial: (number) => (dialled.push(number), `rings ${number}`) }
  beforeEach(() => {
    dialled.length = 0
    if (name === 'desk')
      routeDesk(window, Promise.resolve({ calls, handlers }), (asked) => (asked === 'early' ? 'early answer' : undefined), log)
    else routePop(window, { calls, handlers }, log)
  })
  const ask = (sender: WebContents, senderFrame: WebFrameMain | null, call: unknown, input: unknown) =>
    main.handlers.get(channel)?.(event(sender, senderFrame), call, input)

  test('are answered when sender, frame and schema are right', async () => {
    expect(await ask(own, ownFrame, 'dial', '112')).toEqual({ ok: true, value: 'rings 112' })
  })
  test.each(foreign)('are refused to %s, and nothing is done', async (_what, sender, senderFrame) => {
    for (const call of ['dial', 'early'])
      expect(await ask(sender, senderFrame, call, '112')).toMatchObject({ ok: false, error: { kind: 'denied' } })
    expect(dialled).toEqual([])
    expect(logged.map(({ what }) => what)).toEqual(['ipc.refused', 'ipc.refused'])
  })
  test.each([
    ['a call there is none of', 'hangUp', '112'],
    ['a name every object has', 'constructor', '112'],
    ['a name that is none', 7, '112'],
    ['too long an input', 'dial', '123456'],
    ['an input of another kind', 'dial', { number: '112' }],
  ])('%s is bad input, and nothing is done', async (_what, call, input) => {
    expect(await ask(own, ownFrame, call, input)).toMatchObject({ ok: false, error: { kind: 'bad_input' } })
    expect(dialled).toEqual([])
  })
})
