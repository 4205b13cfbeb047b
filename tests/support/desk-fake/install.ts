import { deskCalls } from '#shared/contract/desk/calls.ts'
import { fail, ok } from '#shared/contract/result.ts'
import { handlers } from './handlers.ts'
import { sceneOf } from './scenes.ts'
import type { Fake } from './types.ts'

/** Puts the fake bridge into the window. */
export function installFake(search: URLSearchParams): void {
  const listeners = new Set<(envelopes: readonly unknown[]) => void>()
  const fake: Fake = {
    snapshot: sceneOf(search),
    set: (slice) => {
      fake.snapshot = { ...fake.snapshot, ...slice }
      for (const [name, payload] of Object.entries(slice)) fake.emit(name, payload)
    },
    emit: (name, payload) => {
      fake.snapshot.seq += 1
      const envelope = structuredClone({ seq: fake.snapshot.seq, name, payload })
      for (const listener of listeners) listener([envelope])
    },
  }
  const table = handlers(fake, search)
  const call = async (name: string, input: unknown): Promise<unknown> => {
    await new Promise((resolve) => setTimeout(resolve, 15))
    const spec = deskCalls[name as keyof typeof deskCalls]
    const handler = table[name as keyof typeof table] as ((input: unknown) => unknown) | undefined
    const parsed = spec?.in.safeParse(input)
    if (!spec || !parsed?.success) {
      console.error('fake: bad input', name, JSON.stringify(input), parsed?.error?.message)
      return fail('bad_input', 'error.badInput', { detail: name })
    }
    if (!handler) {
      console.warn('fake: nobody answers', name)
      return fail('unavailable', 'error.processDown', { detail: name })
    }
    const answer = handler(parsed.data)
    if (answer && typeof answer === 'object' && 'ok' in answer && answer.ok === false) return answer
    const out = spec.out.safeParse(answer ?? null)
    if (!out.success) console.error('fake: bad answer', name, out.error.message)
    return structuredClone(ok(out.success ? out.data : answer))
  }
  Object.assign(window, {
    courtesy: {
      call,
      listen: (listener: (envelopes: readonly unknown[]) => void) => (listeners.add(listener), () => listeners.delete(listener)),
    },
    fake,
  })
}
