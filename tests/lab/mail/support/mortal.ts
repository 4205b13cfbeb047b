import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { In, Out } from '#shared/contract/define.ts'
import type { mailCalls } from '#shared/contract/mail.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { KeptInbox } from './kept-inbox.ts'

/** A desk in a process of its own that can be killed and started again on the same folder. */
export interface Mortal {
  records<K extends keyof typeof recordsCalls & string>(
    name: K,
    input: In<(typeof recordsCalls)[K]>,
  ): Promise<Out<(typeof recordsCalls)[K]>>
  mail<K extends keyof typeof mailCalls & string>(name: K, input: In<(typeof mailCalls)[K]>): Promise<Out<(typeof mailCalls)[K]>>
  /** What is kept of the inbox. */
  inbox(): Promise<KeptInbox>
  /** SIGKILL, at once. */
  kill(): Promise<void>
}

/** Starts a process on a folder. */
export async function startMortal(directory: string): Promise<Mortal> {
  const node = join(import.meta.dirname, '../../../../node_modules/.bin/node')
  const child: ChildProcess = fork(join(import.meta.dirname, 'victim.ts'), [directory], {
    execPath: node,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>()
  let next = 1
  child.on('message', (message: { id: number; value?: unknown; error?: string }) => waiting.get(message.id)?.(message))
  await new Promise<void>((resolve, reject) => {
    waiting.set(0, () => resolve())
    child.once('exit', () => reject(new Error('the process did not start')))
  })
  const ask = (to: 'records' | 'mail' | 'inbox', name: string, input: unknown): Promise<never> =>
    new Promise((resolve, reject) => {
      const id = next++
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value as never) : reject(new Error(error))))
      child.send({ id, to, name, input }, (failed) => (failed ? reject(failed) : undefined))
    })
  return {
    records: (name, input) => ask('records', name, input),
    mail: (name, input) => ask('mail', name, input),
    inbox: () => ask('inbox', '', null),
    async kill() {
      child.removeAllListeners('message')
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
