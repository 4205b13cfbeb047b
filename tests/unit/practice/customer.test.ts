import { describe, expect, test } from 'vitest'
import { answered, react, type Customer, type CustomerEvent } from '../../../shared/practice/customer.ts'
import type { CallScript } from '../../../shared/practice/scenario.ts'
import { shipped } from '../../support/practice.ts'

/** Plays a script against a clock of its own and writes down what the customer does. */
function play(script: CallScript, from: 'start' | 'called' = 'start') {
  let now = 1000
  const done: string[] = []
  let customer: Customer
  const take = (turn: ReturnType<typeof react>): void => {
    customer = turn.customer
    for (const act of turn.acts) done.push(act.act === 'say' ? `say ${act.line}` : act.act)
  }
  take(answered(script, script[from], now))
  const tell = (event: CustomerEvent): void => take(react(script, customer, event, now))
  const wait = (ms: number): void => {
    for (const end = now + ms; now < end; now += 200) tell({ type: 'tick' })
  }
  return {
    done,
    tell,
    wait,
    /** The agent says something for two seconds and is quiet for one. */
    agent: (): void => {
      tell({ type: 'agent', speaks: true })
      wait(2000)
      tell({ type: 'agent', speaks: false })
      wait(1000)
    },
    said: (): void => tell({ type: 'said' }),
    last: (): string | undefined => done.at(-1),
    over: (): boolean => customer.over,
  }
}
const angry = shipped('price-higher').call!
const shared = shipped('shared-number').call!

describe('a customer', () => {
  test('goes on each time the agent stops, to the end, and hangs up', () => {
    const call = play(angry)
    for (const line of ['opening', 'detail', 'answer', 'thanks']) {
      call.agent()
      expect(call.last()).toBe(`say ${line}`)
      call.said()
    }
    expect(call.last()).toBe('hang_up')
    expect(call.over()).toBe(true)
  })

  test('does not interrupt: while the agent speaks nothing is said', () => {
    const call = play(angry)
    call.tell({ type: 'agent', speaks: true })
    call.wait(60_000)
    expect(call.done).toEqual([])
  })

  test('asks into silence, tells the matter all the same, and gives up in the end', () => {
    const call = play(angry)
    call.wait(5400)
    expect(call.done).toEqual(['say hello'])
    call.said()
    call.wait(7400)
    expect(call.last()).toBe('say opening')
    for (let round = 0; round < 5 && !call.over(); round++) {
      call.said()
      call.wait(26_000)
    }
    expect(call.done.filter((act) => act === 'say still-there')).toHaveLength(3)
    expect(call.last()).toBe('hang_up')
  })

  test('falls silent on hold, whatever happens, and says the cut-off sentence again', () => {
    const call = play(angry)
    call.agent()
    expect(call.done).toEqual(['say opening'])
    call.tell({ type: 'held' })
    expect(call.last()).toBe('hush')
    call.tell({ type: 'agent', speaks: true })
    call.tell({ type: 'agent', speaks: false })
    call.wait(20_000)
    expect(call.last()).toBe('hush')
    call.tell({ type: 'resumed' })
    call.agent()
    expect(call.last()).toBe('say opening')
  })

  test('remarks on a long hold, once', () => {
    const call = play(angry)
    call.agent()
    call.said()
    for (let round = 0; round < 2; round++) {
      call.tell({ type: 'held' })
      call.wait(50_000)
      call.tell({ type: 'resumed' })
      call.wait(400)
      call.said()
    }
    expect(call.done.filter((act) => act === 'say waited')).toHaveLength(1)
  })

  test('answers a key; a menu is cut short by the right one', () => {
    const call = play(angry)
    call.agent()
    call.said()
    call.tell({ type: 'tone', tone: '7' })
    expect(call.last()).toBe('say beep')

    const menu = play(shared, 'called')
    expect(menu.done).toEqual(['say menu'])
    menu.tell({ type: 'tone', tone: '1' })
    expect(menu.done).toEqual(['say menu', 'hush', 'say ann-out'])
    menu.said()
    menu.tell({ type: 'tone', tone: '2' })
    expect(menu.last()).toBe('say picked-up')
  })

  test('does nothing after the end', () => {
    const call = play(angry)
    for (let turn = 0; turn < 4; turn++) {
      call.agent()
      call.said()
    }
    const before = call.done.length
    call.agent()
    call.tell({ type: 'tone', tone: '1' })
    expect(call.done).toHaveLength(before)
  })
})
