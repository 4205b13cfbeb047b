import { setTimeout as wait } from 'node:timers/promises'
import type { FarCustomer } from './far-customer.ts'
import type { Stage } from './stage.ts'

/** Waits until a look finds something. @throws with what was waited for */
export async function comes<T>(what: string, look: () => Promise<T | null | undefined | false>, ms = 15_000): Promise<T> {
  for (const end = Date.now() + ms; ; await wait(50)) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
  }
}

/** What was on its way when the network went: packets, the jitter buffer and what is made up after them; milliseconds. */
const lastWords = { customer: 200, agent: 700 } as const

/** When the sound began that goes on; a busy page hands the last of what was before on late. */
async function lasting(ear: Stage['ear']): Promise<number | null> {
  const first = await ear.firstSoundAt()
  if (first === null) return null
  await ear.reset()
  await wait(600)
  return (await ear.firstSoundAt()) === null ? null : first
}

/**
 * Milliseconds from a change until each end hears the other again.
 * @param change when the old network was gone and the new one there, milliseconds since 1970
 * @throws when that is not within 15 seconds
 */
export async function backAfter(
  { ear }: Pick<Stage, 'ear'>,
  them: FarCustomer,
  change: number,
): Promise<{ agent: number; customer: number }> {
  await wait(Math.max(0, change + lastWords.agent - Date.now()))
  await ear.reset()
  const customer = await comes('the customer hears the agent', () => them.ask('firstSoundAfter', change + lastWords.customer))
  const agent = await comes('the agent hears the customer', () => lasting(ear))
  return { agent: Math.round(agent - change), customer: Math.round(customer - change) }
}
