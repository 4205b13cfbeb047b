import type { Clock } from '../../../../../renderer/phone/signalling/clock.ts'

/** Time that passes only when told. */
export interface FakeClock extends Clock {
  /** Runs what falls due within the next `ms`, in order, letting promises settle in between. */
  pass(ms: number): Promise<void>
  /** Puts the time forward without running anything, as a sleeping computer does. */
  sleep(ms: number): void
  pending(): number
}

export function fakeClock(): FakeClock {
  let now = Date.UTC(2030, 0, 1)
  let next = 1
  const timers = new Map<number, { at: number; run: () => void }>()
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return {
    now: () => now,
    setTimeout(run, ms) {
      timers.set(next, { at: now + ms, run })
      return next++
    },
    clearTimeout: (handle) => void timers.delete(handle as number),
    pending: () => timers.size,
    sleep: (ms) => void (now += ms),
    async pass(ms) {
      await settle()
      const end = now + ms
      for (;;) {
        const due = [...timers].filter(([, one]) => one.at <= end).sort((a, b) => a[1].at - b[1].at)[0]
        if (!due) break
        timers.delete(due[0])
        now = Math.max(now, due[1].at)
        due[1].run()
        await settle()
      }
      now = Math.max(now, end)
      await settle()
    },
  }
}
