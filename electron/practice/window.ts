import { session } from 'electron'
import { practiceWindowCalls, practiceWindowEvents } from '#shared/contract/practice.ts'
import { ok } from '#shared/contract/result.ts'
import type { z } from 'zod'
import { launchHidden } from '../app/hidden-window.ts'
import { supervise, type Supervised } from '../app/supervised.ts'
import type { Log } from '../diagnostics/log.ts'
import { practicePipe } from '../ipc/router.ts'
import { fileHost, serveApp } from '../security/app-protocol.ts'
import { practicePolicy } from '../security/csp.ts'
import { lockSession } from '../security/lock-session.ts'
import { guardPermissions } from '../security/permissions.ts'

const origin = 'app://practice'
type Events = typeof practiceWindowEvents

/**
 * The practice window with its own session: nothing is kept on disk, nothing may be asked for, nothing but its own page is loaded.
 * @param out folder of the build
 */
export function practiceWindow(
  out: { pages: string; preload: string },
  on: { [K in Exclude<keyof Events, 'log'>]: (payload: z.output<Events[K]>) => void } & { lost: () => void },
  log: Log,
): Supervised<typeof practiceWindowCalls> {
  const own = session.fromPartition('practice')
  lockSession(own, () => [])
  guardPermissions(own, [], origin)
  serveApp(own, { practice: fileHost(out.pages, 'practice', () => practicePolicy) })
  return supervise({
    name: 'practice',
    calls: practiceWindowCalls,
    events: practiceWindowEvents,
    launch: launchHidden(
      {
        session: own,
        preload: out.preload,
        title: 'Courtesy practice',
        origin,
        page: '/practice/index.html',
        name: 'practice',
        pipe: practicePipe,
      },
      log,
    ),
    prepare: () => Promise.resolve(ok(null)),
    on: {
      path: on.path,
      agent: on.agent,
      said: on.said,
      ear: on.ear,
      log: (entry) => log(entry.level, entry.what, { process: 'practice', ...entry.context }),
    },
    changed: (view) => {
      if (view.state === 'restarting') on.lost()
    },
    log,
  })
}
