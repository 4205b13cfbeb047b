import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Sound } from '../audio/wav.ts'
import type { Acts } from './customer-process.ts'
import type { FarSide } from './far-side.ts'
import { exchangeHost } from './ways.ts'

/** The customer's telephone in a process of its own at the far side, where no change of our network reaches it. */
export interface FarCustomer {
  readonly ask: <K extends keyof Acts>(act: K, ...given: Parameters<Acts[K]>) => Promise<Awaited<ReturnType<Acts[K]>>>
  readonly close: () => void
}

/** What goes over to the process and comes back. */
export interface Question {
  readonly id: number
  readonly act: keyof Acts
  readonly given: readonly unknown[]
}
export type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string })

/** @param exchange UDP port of the exchange at the far side */
export async function farCustomer(far: FarSide, exchange: number, voice: Sound): Promise<FarCustomer> {
  const script = fileURLToPath(new URL('customer-process.ts', import.meta.url))
  const [program = '', ...args] = far.command([process.execPath, script])
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let questions = 0
  child.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('error' in reply) one?.reject(new Error(reply.error))
    else one?.resolve(reply.value as never)
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error("the customer's telephone ended"))
  })
  child.send({ exchange, voice, host: exchangeHost })
  await once(child, 'message')
  return {
    ask: (act, ...given) =>
      new Promise((resolve, reject) => {
        const id = ++questions
        waiting.set(id, { resolve, reject })
        child.send({ id, act, given } satisfies Question)
      }),
    close: () => void child.kill('SIGKILL'),
  }
}
