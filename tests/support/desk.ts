import type { Page } from '@playwright/test'
import type { deskCalls } from '../../shared/contract/desk/calls.ts'
import type { In, Out } from '../../shared/contract/define.ts'
import type { Result } from '../../shared/contract/result.ts'

type Calls = typeof deskCalls

/** Asks main what the desk itself could ask, for setting scenes and for looking behind the screen. */
export async function ask<K extends keyof Calls & string>(
  desk: Page,
  name: K,
  input: In<Calls[K]>,
): Promise<Result<Out<Calls[K]>>> {
  const script = `window.courtesy.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`
  return (await desk.evaluate(script)) as Result<Out<Calls[K]>>
}

/** The same, and the test ends when it is refused. */
export async function must<K extends keyof Calls & string>(desk: Page, name: K, input: In<Calls[K]>): Promise<Out<Calls[K]>> {
  const result = await ask(desk, name, input)
  if (!result.ok) throw new Error(`${name} failed: ${JSON.stringify(result.error)}`)
  return result.value
}

/** Waits until the snapshot fits. @throws with the last snapshot's gist after the time is over */
export async function until(
  desk: Page,
  what: string,
  fits: (snapshot: Out<Calls['app.snapshot']>) => boolean,
  timeoutMs = 20_000,
): Promise<Out<Calls['app.snapshot']>> {
  for (const end = Date.now() + timeoutMs; ;) {
    const asked = await ask(desk, 'app.snapshot', null)
    if (asked.ok && fits(asked.value)) return asked.value
    if (Date.now() > end)
      throw new Error(
        `not within ${timeoutMs} ms: ${what}; last seen: ${JSON.stringify(asked.ok ? gist(asked.value) : asked.error)}`,
      )
    await desk.waitForTimeout(50)
  }
}

const gist = (snapshot: Out<Calls['app.snapshot']>): object => ({
  access: snapshot.access,
  line: [snapshot.line.word, snapshot.line.registration.state, snapshot.line.registration.problem],
  interactions: snapshot.interactions.map((each) => [each.interaction.state, each.interaction.matchLevel, each.call?.phase]),
  mailboxes: snapshot.mailboxes.map((each) => [each.state, each.problem]),
  processes: snapshot.processes.map((each) => [each.name, each.state, each.restarts]),
})
