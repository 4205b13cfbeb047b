import type { RecordsContext } from '../../context.ts'

type Listener = (mailboxId: string | null) => void
const listeners = new WeakMap<RecordsContext, Set<Listener>>()

/** Hears of work for the mail process; returns how to stop hearing. */
export function onWork(context: RecordsContext, listener: Listener): () => void {
  const all = listeners.get(context) ?? new Set()
  listeners.set(context, all)
  all.add(listener)
  return () => all.delete(listener)
}

/** Tells the mail process, if there is one, to look: a flag, a wanted body, a letter to send. `null`: any mailbox. */
export function tellWork(context: RecordsContext, mailboxId: string | null): void {
  for (const listener of listeners.get(context) ?? []) listener(mailboxId)
}
