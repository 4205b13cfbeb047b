import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'

/** Counts what reaches it and ends by itself: says "ready", then one line for each signal. */
const counting = `
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => console.log(signal))
  setTimeout(() => process.exit(7), 2500)
  console.log('ready')`

const open: ChildProcess[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.kill('SIGKILL')
})

/** Starts a program by the runner, as a group leader like a shell's foreground job. */
async function runs(program: string): Promise<{ runner: ChildProcess; said: () => string[] }> {
  const script = `
    import { runInForeground } from ${JSON.stringify(inCheckout('electron/tools/start/foreground.ts'))}
    process.exitCode = await runInForeground(process.execPath, ['-e', ${JSON.stringify(program)}])`
  const runner = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { detached: true })
  open.push(runner)
  let words = ''
  runner.stdout?.on('data', (data: Buffer) => (words += data.toString()))
  const said = (): string[] => words.split('\n').filter((line) => line !== '')
  for (let n = 0; n < 400 && said()[0] !== 'ready'; n++) await wait(25)
  return { runner, said }
}

describe.skipIf(process.platform === 'win32')('the app in the foreground', () => {
  test('a Ctrl-C that reaches npm, us and our group is one to the app; its exit code is ours', async () => {
    const { runner, said } = await runs(counting)
    process.kill(-runner.pid!, 'SIGINT')
    await wait(50)
    runner.kill('SIGINT')
    expect(await once(runner, 'exit')).toEqual([7, null])
    expect(said()).toEqual(['ready', 'SIGINT'])
  })

  test('a second one later is handed on too', async () => {
    const { runner, said } = await runs(counting)
    runner.kill('SIGTERM')
    await wait(700)
    runner.kill('SIGTERM')
    await once(runner, 'exit')
    expect(said()).toEqual(['ready', 'SIGTERM', 'SIGTERM'])
  })

  test('ended by a signal: 128 and its number', async () => {
    const { runner } = await runs(`console.log('ready'); setInterval(() => {}, 1000)`)
    runner.kill('SIGTERM')
    expect(await once(runner, 'exit')).toEqual([143, null])
  })

  test('a program that asks for it is started anew with other switches; the last exit code is ours', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'courtesy-again-'))
    const program = join(folder, 'program.mjs')
    writeFileSync(
      program,
      `import { writeFileSync } from 'node:fs'
      const [self, ...given] = process.argv.slice(1)
      console.log('run ' + given.join(' '))
      if (given[0] === 'first') writeFileSync(process.env.COURTESY_COMES_AGAIN, JSON.stringify([self, 'second', '--lang=mn']))
      process.exit(given[0] === 'first' ? 3 : 5)`,
    )
    const script = `
      import { runAgainAndAgain } from ${JSON.stringify(inCheckout('electron/tools/start/foreground.ts'))}
      process.exitCode = await runAgainAndAgain(process.execPath, [${JSON.stringify(program)}, 'first'])`
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(stdout.trim().split('\n')).toEqual(['run first', 'run second --lang=mn'])
    expect(status).toBe(5)
  })
})
