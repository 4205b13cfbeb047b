import { expect, onTestFinished, test, vi } from 'vitest'
import type { CodeOutcome } from '#shared/contract/phone.ts'
import { ok } from '#shared/contract/result.ts'
import { agentCodesSchema, type CodeOrder } from '#shared/domain/agent-codes.ts'
import { noRegistration } from '../../../../electron/app/first-state.ts'
import { CodeSender } from '../../../../electron/availability/code-sender.ts'
import { firstLine } from '../../../support/first-line.ts'

const base = firstLine()
const given = { login: '*45', logout: '*46', pause: '*47', reasons: { lunch: '*472' }, unpause: '*48' }

function bench(more: object = {}) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const codes = agentCodesSchema.parse({ ...given, ...more })
  const sent: CodeOrder[] = []
  const outcome: { now: CodeOutcome; afterMs: number } = { now: { outcome: 'done', status: 200 }, afterMs: 10 }
  let shown = 0
  const sender = new CodeSender({
    codes: () => codes,
    tell: async (order) => {
      sent.push(order)
      await new Promise((done) => setTimeout(done, outcome.afterMs))
      return ok(outcome.now)
    },
    changed: () => shown++,
  })
  const show = (reason: string | null | true, registered = true): void =>
    sender.show({
      ...base,
      registration: { ...noRegistration(), state: registered ? 'registered' : 'waiting' },
      presence: { ready: reason === true, reason: reason === true ? null : reason },
    })
  const pass = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms)
  return { sender, sent, said: () => sent.map(({ code }) => code), outcome, show, shown: () => shown, pass }
}

test('one after the other, only the newest state, and the log-out last', async () => {
  const { pass, said, sender, show } = bench()
  show(true, false)
  await pass()
  expect(said()).toEqual([])
  show(true)
  show('meeting')
  show('lunch')
  await pass()
  expect(said()).toEqual(['*45', '*472'])
  show(true)
  await pass()
  const end = sender.end()
  await pass()
  await end
  show('lunch')
  await pass()
  expect(said()).toEqual(['*45', '*472', '*48', '*46'])
})

test('what got lost is said, and sent again after a while or when the line is back', async () => {
  const { outcome, pass, said, sender, show, shown } = bench()
  show(true)
  await pass()
  outcome.now = { outcome: 'lost', status: null }
  show('lunch')
  await pass()
  expect(sender.failed).toEqual({ code: '*472', status: null })
  expect(shown()).toBe(1)
  await pass(5_000)
  expect(said()).toEqual(['*45', '*48', '*472', '*472'])
  show('lunch', false)
  await pass(120_000)
  expect(said()).toHaveLength(4)
  outcome.now = { outcome: 'done', status: 200 }
  show('lunch')
  await pass()
  expect(said().slice(4)).toEqual(['*472'])
  expect(sender.failed).toBeNull()
})

test('what is refused is said and not sent again before something changes', async () => {
  const { outcome, pass, said, sender, show } = bench()
  outcome.now = { outcome: 'refused', status: 404 }
  show(true)
  await pass(600_000)
  show(true)
  await pass(600_000)
  expect(said()).toEqual(['*45'])
  expect(sender.failed).toEqual({ code: '*45', status: 404 })
  outcome.now = { outcome: 'done', status: 200 }
  show(null)
  await pass()
  expect(said()).toEqual(['*45', '*45', '*47'])
  expect(sender.failed).toBeNull()
})

test('a refused pause that is not wanted any more is said no longer, and one that got lost is taken back', async () => {
  const { outcome, pass, said, sender, show } = bench()
  show(true)
  await pass()
  outcome.now = { outcome: 'refused', status: 404 }
  show('lunch')
  await pass()
  show(true)
  await pass()
  expect(sender.failed).toBeNull()
  expect(said()).toEqual(['*45', '*48', '*472'])
  outcome.now = { outcome: 'lost', status: null }
  show('lunch')
  await pass()
  outcome.now = { outcome: 'done', status: 200 }
  show(true)
  await pass()
  expect(said().slice(3)).toEqual(['*472', '*48'])
  expect(sender.failed).toBeNull()
})

test('an exchange that never answers holds up no quit', async () => {
  const { outcome, pass, sender, show } = bench()
  show(true)
  await pass()
  outcome.afterMs = 60_000
  let over = false
  void sender.end().then(() => (over = true))
  await pass(900)
  expect(over).toBe(false)
  await pass(200)
  expect(over).toBe(true)
})

test('a publication is said again before it runs out', async () => {
  const { pass, said, show } = bench({ by: 'publish' })
  show(true)
  await pass()
  // The line is confirmed each minute.
  for (let minute = 0; minute < 25; minute++) {
    show(true)
    await pass(60_000)
  }
  expect(said()).toEqual(['*45', '*48', '*48'])
})
