import { once } from 'node:events'
import type { Sound } from '../audio/wav.ts'
import { customer, type Customer } from '../phone/customer.ts'
import type { Question, Reply } from './far-customer.ts'

/** The process of a telephone at the far side: does what it is asked and says what it heard. Started by `far-customer.ts`. */

const acts = (them: Customer) => ({
  call: (uri: string) => them.call(uri),
  bye: () => them.bye(),
  speak: (on: boolean) => them.sound.speak(on),
  heard: (from: number, to: number) => them.sound.heard(from, to),
  firstSoundAfter: (moment: number) => them.sound.firstSoundAfter(moment),
  /** Requests that came within the call. */
  got: () => them.got,
  dialog: () => them.dialog(),
})
export type Acts = ReturnType<typeof acts>

const [{ exchange, host, voice }] = (await once(process, 'message')) as [{ exchange: number; voice: Sound; host: string }]
const does = acts(await customer(exchange, voice, host))
const reply = (message: Reply): void => void process.send?.(message)
process.on('message', ({ act, given, id }: Question) => {
  const answer = async (): Promise<unknown> => (does[act] as (...all: readonly unknown[]) => unknown)(...given)
  answer().then(
    (value) => reply({ id, value }),
    (error: unknown) => reply({ id, error: error instanceof Error ? error.message : String(error) }),
  )
})
// Whoever started us is gone: so are we.
process.on('disconnect', () => process.exit())
reply({ id: 0, value: 'here' })
