import type { DeskEventName } from '#shared/contract/desk/events.ts'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import { call, listen } from './client.ts'
import { createFeed, type EventPayload } from './feed.ts'
import { invalidate, queries } from './query.ts'
import { useDesk } from './store.ts'

type Hook = { [N in DeskEventName]?: (payload: EventPayload<N>) => void }
const hooks = new Set<Hook>()

/** Tells a place of events that are no state (a letter arrived, a notice). Returns how to stop. */
export function onEvents(hook: Hook): () => void {
  hooks.add(hook)
  return () => hooks.delete(hook)
}

const slices: ReadonlySet<string> = new Set<keyof Snapshot>([
  'language',
  'access',
  'line',
  'interactions',
  'mailboxes',
  'accounts',
  'outbox',
  'processes',
  'devices',
  'settings',
  'practice',
  'cue',
  'system',
])

function apply<N extends DeskEventName>(name: N, payload: EventPayload<N>): void {
  if (slices.has(name)) useDesk.setState(({ snapshot }) => (snapshot ? { snapshot: { ...snapshot, [name]: payload } } : {}))
  else applyOther(name, payload)
  // Records may have been away: whatever is shown is asked for again once they are back.
  if (name === 'processes' || name === 'access')
    void queries.invalidateQueries({ predicate: (query) => query.state.status === 'error' })
  for (const hook of hooks) (hook[name] as ((payload: EventPayload<N>) => void) | undefined)?.(payload)
}

function applyOther(name: DeskEventName, payload: unknown): void {
  switch (name) {
    case 'changed':
      invalidate(payload as EventPayload<'changed'>)
      return
    case 'level':
      useDesk.setState({ level: (payload as EventPayload<'level'>).microphone })
      return
    case 'csv.progress': {
      const progress = payload as EventPayload<'csv.progress'>
      useDesk.setState(({ csv }) => ({ csv: { ...csv, [progress.jobId]: progress } }))
      return
    }
    case 'prefill':
      useDesk.setState({ prefill: payload as EventPayload<'prefill'> })
      return
    case 'open':
      useDesk.setState({ opening: payload as EventPayload<'open'> })
      return
    default:
      return
  }
}

/** Connects the desk to main; call once. */
export function startDesk(): void {
  const feed = createFeed({
    snapshot: () => call('app.snapshot', null),
    replace: (snapshot) => {
      const first = useDesk.getState().snapshot === null
      useDesk.setState({ snapshot, problem: null })
      if (!first) void queries.invalidateQueries()
    },
    apply,
    failed: (problem) => useDesk.setState({ problem }),
    later: (run, ms) => void setTimeout(run, ms),
  })
  listen(feed.receive)
  feed.start()
}
