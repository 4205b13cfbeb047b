import type { DeskEventName } from '#shared/contract/desk/events.ts'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import { call } from './client.ts'
import { firstSnapshot, hear } from './early.ts'
import { createFeed, type EventPayload, type FeedCheck } from './feed.ts'
import { given } from './given.ts'
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
  'recordings',
  'mailboxes',
  'accounts',
  'outbox',
  'processes',
  'devices',
  'headsets',
  'settings',
  'practice',
  'exchange',
  'cue',
  'system',
])

function apply<N extends DeskEventName>(name: N, payload: EventPayload<N>): void {
  if (slices.has(name)) useDesk.setState(({ snapshot }) => (snapshot ? { snapshot: { ...snapshot, [name]: payload } } : {}))
  else applyOther(name, payload)
  // Main answers with words of the language in use: what it said in another is asked for again.
  if (name === 'language') void queries.invalidateQueries()
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

/**
 * Connects the desk to main; call once.
 * @param show draws the first picture, if it is not drawn yet; called when main has answered, or lets us wait
 */
export function startDesk(show: () => Promise<void>): void {
  let first: typeof firstSnapshot | null = firstSnapshot
  const feed = createFeed({
    snapshot: () => {
      const answer = first ?? call('app.snapshot', null)
      first = null
      return answer
    },
    replace: (snapshot) => {
      const { snapshot: shown } = useDesk.getState()
      // Mostly the very one that stands in the page, which is drawn already.
      if (shown === given && JSON.stringify(shown) === JSON.stringify(snapshot)) return
      useDesk.setState({ snapshot, problem: null })
      if (shown !== null) void queries.invalidateQueries()
    },
    apply,
    failed: (problem) => useDesk.setState({ problem }),
    later: (run, ms) => void setTimeout(run, ms),
  })
  hear(feed.receive)
  feed.start()
  const patience = new Promise((done) => setTimeout(done, 300))
  void Promise.race([firstSnapshot, patience])
    .then(show)
    .then(firstKeys)
    .then(settled)
    .then(() => fetchCheck(feed.checkWith))
    .then(settled)
    .then(() => call('app.drawn', null))
}

/** What follows the first picture keeps page and main busy for a moment; who sits down and types at once is served first. */
const firstKeys = (): Promise<unknown> => new Promise((done) => setTimeout(done, 150))

/** When the page has nothing better to do, a second from now at the latest. */
const settled = (): Promise<unknown> => new Promise((done) => requestIdleCallback(done, { timeout: 1000 }))

/** Without its schemas the desk would stand still: what keeps them away is in the log, and they are asked for until they come. */
async function fetchCheck(give: (check: FeedCheck) => void): Promise<void> {
  try {
    give((await import('./check.ts')).check)
  } catch (thrown) {
    console.error('desk.check.failed', String(thrown))
    setTimeout(() => void fetchCheck(give), 1000)
  }
}
