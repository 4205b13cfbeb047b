import { practiceWindowCalls, practiceWindowEvents } from '#shared/contract/practice.ts'
import { Failure, raise } from '#shared/contract/result.ts'
import { rpcServer, type RpcServer } from '#shared/contract/rpc.ts'
import { z } from 'zod'
import { openEar, type Ear } from './ear.ts'
import { openMouth, silentContext, type Mouth } from './mouth.ts'
import { openPeer, type Peer } from './peer.ts'
import { mainPipe } from './pipe.ts'

// Composition of the practice window. zod must not try to compile code: the page forbids it.
z.config({ jitless: true })

interface Leg {
  readonly mouth: Mouth
  readonly ear: Ear
  readonly peer: Peer
}

let server: RpcServer<typeof practiceWindowEvents> | null = null
const context = silentContext()
const legs = new Map<string, Leg>()

const open = (legId: string): Leg => {
  const known = legs.get(legId)
  if (known) return known
  const mouth = openMouth(context)
  const ear = openEar(context, {
    speaks: (speaks) => server?.emit('agent', { legId, speaks }),
    ear: (heard) => server?.emit('ear', { legId, ...heard }),
  })
  const peer = openPeer(mouth, {
    stream: (stream) => ear.hear(stream),
    path: (up) => server?.emit('path', { legId, up }),
  })
  const leg = { mouth, ear, peer }
  legs.set(legId, leg)
  return leg
}
const known = (legId: string): Leg => legs.get(legId) ?? raise('not_found', 'error.internal', { detail: 'no such leg' })
/** What the browser refuses is said as data: a description it cannot read is no fault of ours. */
const tried = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown
    return raise('protocol', 'error.internal', { detail: thrown instanceof Error ? thrown.name : 'unknown' })
  }
}

server = rpcServer(
  mainPipe(),
  practiceWindowCalls,
  practiceWindowEvents,
  {
    offer: ({ legId }) => tried(async () => ({ sdp: await open(legId).peer.offer() })),
    answered: ({ legId, sdp }) =>
      tried(async () => {
        await known(legId).peer.answered(sdp)
        return null
      }),
    answer: ({ legId, sdp }) => tried(() => open(legId).peer.answer(sdp)),
    say: ({ legId, clip, sound }) =>
      tried(async () => {
        await known(legId).mouth.say(sound, () => server?.emit('said', { legId, clip }))
        return null
      }),
    hush: ({ legId }) => {
      legs.get(legId)?.mouth.hush()
      return null
    },
    close: ({ legId }) => {
      const leg = legs.get(legId)
      legs.delete(legId)
      leg?.ear.close()
      leg?.mouth.close()
      leg?.peer.close()
      return null
    },
  },
  (level, what, more) => server?.emit('log', { level, what, context: more }),
)
addEventListener('unhandledrejection', (event) =>
  server?.emit('log', {
    level: 'error',
    what: 'practice.rejected',
    context: { name: event.reason instanceof Error ? event.reason.name : 'unknown' },
  }),
)
void context.resume()
