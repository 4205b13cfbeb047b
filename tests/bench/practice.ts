import { setTimeout as wait } from 'node:timers/promises'
import { makeHome } from '../support/app/home.ts'
import { must, until } from '../support/desk.ts'
import { startApp } from '../support/electron-app.ts'
import { percentile } from './statistics.ts'

export interface PracticeFigures {
  /** Launch on an empty folder → the first customer rings, seconds; some of them are the pause a newcomer gets to look around. */
  readonly startToRingSeconds: number
  /** A card's moment is decided on → it stands on the screen, milliseconds, over the cards of the calls. */
  readonly duePaintedP95Ms: number | null
  readonly cards: number
  /** Tasks of the desk over 50 ms while a call runs and a note is typed (Long Tasks API). */
  readonly longTasks: number
  readonly longestMs: number
}

const typed = 'The invoice is higher than agreed; a corrected one leaves today before five. '

/** Practice as a newcomer meets it: the first ring, then calls with a note being typed. */
export async function measurePractice(calls: number): Promise<PracticeFigures> {
  const home = makeHome()
  const began = performance.now()
  const app = await startApp(home, { switches: ['--practice'] })
  try {
    const { desk } = app
    await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing', 90_000)
    const startToRingSeconds = Math.round((performance.now() - began) / 100) / 10
    await must(desk, 'practice.pause', { paused: true })
    await desk.evaluate(
      `window.longTasks = []; new PerformanceObserver((list) => { for (const e of list.getEntries()) window.longTasks.push(e.duration) }).observe({ type: 'longtask' })`,
    )
    const scenarios = ['price-higher', 'third-time', 'withheld', 'shared-number', 'internal']
    const latencies: number[] = []
    let longest = 0
    let long = 0
    for (let n = 0; n < calls; n++) {
      if (n > 0) await must(desk, 'practice.callNow', { scenarioId: scenarios[n % scenarios.length] ?? 'order' })
      const { interactions } = await until(
        desk,
        'it rings',
        (now) => now.interactions[0]?.interaction.state === 'ringing',
        30_000,
      )
      const id = interactions[0]?.interaction.id ?? ''
      await desk.keyboard.press('F2')
      await until(desk, 'it is answered', (now) => now.interactions[0]?.interaction.state === 'talk')
      await desk.getByRole('textbox', { name: 'Note' }).first().click()
      await wait(1000)
      await desk.evaluate('window.longTasks.length = 0')
      await desk.keyboard.type(typed, { delay: 60 })
      await wait(3000)
      const tasks = (await desk.evaluate('window.longTasks')) as number[]
      long += tasks.length
      longest = Math.max(longest, ...tasks)
      await must(desk, 'call.hangUp', { id })
      await until(desk, 'wrap-up', (now) => now.interactions[0]?.interaction.state === 'wrap_up')
      const events = await must(desk, 'cue.history', { interactionId: id })
      latencies.push(...events.flatMap((event) => (event.latencyMs === null ? [] : [event.latencyMs])))
      await must(desk, 'interaction.finish', { id, code: 'resolved', note: typed })
      await until(desk, 'it is over', (now) => now.interactions.length === 0 && now.line.word === 'ready', 30_000)
    }
    return {
      startToRingSeconds,
      duePaintedP95Ms: latencies.length === 0 ? null : percentile(latencies, 0.95),
      cards: latencies.length,
      longTasks: long,
      longestMs: Math.round(longest),
    }
  } finally {
    await app.close()
    home.remove()
  }
}
