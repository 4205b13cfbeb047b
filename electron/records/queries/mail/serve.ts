import type { Pipe } from '#shared/contract/rpc.ts'
import type { RecordsContext } from '../../context.ts'

/** Serves the mail process's calls (`shared/contract/mail-store.ts`) on its port. */
export function serveMailStore(pipe: Pipe, context: RecordsContext): void {
  // The mail tables and their calls come with migration 0002; until then a port of the mail process is closed talk.
  pipe.listen(() => context.log('warn', 'records.mailStore.missing'))
}
