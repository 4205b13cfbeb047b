/** A process of its own with both halves, to be killed at any moment. Spoken to over Node's IPC. */
import { startDesk } from './desk.ts'
import { keptInbox } from './kept-inbox.ts'

const desk = await startDesk(process.argv[2])
process.on('message', (message: { id: number; to: 'records' | 'mail' | 'inbox'; name: string; input: unknown }) => {
  const { id, input, name, to } = message
  const answer = to === 'inbox' ? keptInbox(desk) : (desk[to] as (name: string, input: unknown) => Promise<unknown>)(name, input)
  answer.then(
    (value) => process.send?.({ id, value }),
    (thrown: unknown) => process.send?.({ id, error: String(thrown) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0, value: 'ready' })
