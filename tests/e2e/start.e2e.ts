import { chromium, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import type { AppHome } from '../support/app/home.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { freePorts } from '../support/lab/ports.ts'
import { evasInvite, peerProfile } from '../support/nowhere.ts'
import { connect } from '../support/plain-app.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

/** The README's first command, with switches; whoever runs the tests runs it. */
function npmStart(home: AppHome): { npm: ChildProcess; said: () => string } {
  const switches = [`--profile=${home.profile ?? ''}`, `--user-data-dir=${home.userData}`, '--lang=en', '--disable-gpu']
  const npm = spawn('npm', ['start', '--', ...switches, '--remote-debugging-port=0'], {
    cwd: inCheckout('.'),
    // A group of its own, as a shell makes for what it starts.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  for (const stream of [npm.stdout, npm.stderr]) stream?.on('data', (bytes: Buffer) => (words += bytes.toString()))
  return { npm, said: () => words }
}

async function deskOf(said: () => string): Promise<{ desk: Page; leave: () => Promise<void> }> {
  await expect.poll(said, { timeout: 60_000 }).toMatch(/DevTools listening on ws:/)
  const browser = await connect(/DevTools listening on (ws:\/\/\S+)/.exec(said())?.[1] ?? '')
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages())
  await expect.poll(() => pages().some((page) => page.url().startsWith('app://desk/'))).toBe(true)
  return { desk: pages().find((page) => page.url().startsWith('app://desk/'))!, leave: () => browser.close() }
}

/** Processes that were started for this home and are still there. */
function left(home: AppHome): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return command.includes(home.userData) ? [command.slice(0, 120)] : []
      } catch {
        // It ended between two looks.
        return []
      }
    })
}

test('npm start opens the desk; told to end while it rings, it tells the exchange, keeps the call and leaves nothing behind', async ({
  home,
}) => {
  const exchange = await sipPeer(friendly)
  const answers: string[] = []
  exchange.onResponse((text) => answers.push(text))
  const where = home(peerProfile(exchange.url), { 'db.key': { text: 'k'.repeat(64) } })
  const started: ChildProcess[] = []
  try {
    const first = npmStart(where)
    started.push(first.npm)
    const { desk, leave } = await deskOf(first.said)
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 30_000)
    exchange.send(evasInvite('asked-to-end'))
    await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing')
    await leave()
    // What a service manager, a log-out or a shut-down of the machine sends; npm and all it started get it.
    process.kill(-(first.npm.pid ?? 0), 'SIGTERM')
    // npm itself goes at once; the app says good-bye first.
    await expect.poll(() => left(where), { timeout: 10_000 }).toEqual([])
    expect(answers.filter((text) => text.startsWith('SIP/2.0 480 ') && text.includes('asked-to-end'))).toHaveLength(1)
    expect(
      exchange.requests.some(
        (each) => each.method === 'REGISTER' && /expires=0|^0$/.test(each.header('Contact') ?? each.header('Expires') ?? ''),
      ),
    ).toBe(true)
    expect(first.said()).not.toMatch(/Failed to shutdown|Uncaught|rror:/)

    const second = npmStart(where)
    started.push(second.npm)
    const again = await deskOf(second.said)
    await until(again.desk, 'the records are open', ({ access }) => access.state === 'open', 30_000)
    const { items } = await must(again.desk, 'interactions.callLog', { cursor: null, filter: 'all' })
    expect(items.map((each) => [each.state, each.outcome])).toEqual([['closed', 'missed']])
    await again.leave()
    process.kill(-(second.npm.pid ?? 0), 'SIGTERM')
    await expect.poll(() => left(where), { timeout: 10_000 }).toEqual([])
  } finally {
    for (const each of started) if (each.exitCode === null && each.signalCode === null) process.kill(-(each.pid ?? 0), 'SIGKILL')
    await exchange.close()
  }
})

test('xvfb-run npm start, as the README says it: two clicks and one talks to a practice customer, on the same display', async ({
  home,
}) => {
  test.skip(process.platform !== 'linux', 'xvfb-run is of Linux')
  const where = home()
  const { WS_PORT: port } = await freePorts()
  const { DISPLAY: _ours, ...without } = process.env
  const switches = [`--user-data-dir=${where.userData}`, '--lang=en', '--disable-gpu', '--use-fake-device-for-media-stream']
  const npm = spawn('xvfb-run', ['-a', 'npm', 'start', '--', ...switches, `--remote-debugging-port=${port}`], {
    cwd: inCheckout('.'),
    env: without,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const started = once(npm, 'exit')
  const deskThat = async (fits: (desk: Page) => Promise<boolean>): Promise<{ desk: Page; leave: () => Promise<void> }> => {
    for (const end = Date.now() + 90_000; Date.now() < end; await wait(300)) {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5000 }).catch(() => null)
      const pages = browser?.contexts().flatMap((context) => context.pages()) ?? []
      const desk = pages.find((page) => page.url().startsWith('app://desk/'))
      if (browser && desk && (await fits(desk).catch(() => false))) return { desk, leave: () => browser.close() }
      await browser?.close().catch(() => undefined)
    }
    throw new Error('no such desk within 90 s')
  }
  try {
    const first = await deskThat(async (desk) => (await must(desk, 'app.snapshot', null)).access.state === 'new_passphrase')
    await first.desk.getByRole('button', { name: 'Practise first' }).click()
    const second = await deskThat(async (desk) => (await must(desk, 'app.snapshot', null)).practice !== null)
    expect(npm.exitCode, 'who started it still waits').toBeNull()
    await second.desk.getByRole('button', { name: /^Answer/ }).click({ timeout: 90_000 })
    await until(second.desk, 'they talk', ({ practice }) => practice?.current?.stage === 'talking', 30_000)
    await second.leave()
    // As Ctrl-C in the terminal does it: all of the group.
    process.kill(-(npm.pid ?? 0), 'SIGINT')
    await started
    await expect.poll(() => left(where), { timeout: 15_000 }).toEqual([])
  } finally {
    if (npm.exitCode === null && npm.signalCode === null) process.kill(-(npm.pid ?? 0), 'SIGKILL')
  }
})
