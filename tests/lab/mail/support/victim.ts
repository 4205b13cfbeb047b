/** A process of its own with both halves, to be killed at any moment. Spoken to over Node's IPC. */
import { startDesk } from './desk.ts'

const desk = await startDesk(process.argv[2])
process.on('message', (message: { id: number; to: 'records' | 'mail'; name: string; input: unknown }) => {
  const ask = desk[message.to] as (name: string, input: unknown) => Promise<unknown>
  ask(message.name, message.input).then(
    (value) => process.send?.({ id: message.id, value }),
    (thrown: unknown) => process.send?.({ id: message.id, error: String(thrown) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0, value: 'ready' })
