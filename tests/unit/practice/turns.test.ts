import { describe, expect, test } from 'vitest'
import { Turns, turnPace } from '../../../electron/practice/customers/turns.ts'
import { shipped, shippedCast } from '../../support/practice.ts'

const [margaret, peter, laura] = [shipped('price-higher'), shipped('third-time'), shipped('order')]
const cast = shippedCast()
const nextOf = (turns: Turns): [string, number] | null => {
  const next = turns.next()
  return next && [next.scenario.id, next.at]
}

describe('who calls next', () => {
  test('the first soon after the start, the others after a while, whoever was here least', () => {
    const turns = new Turns()
    expect(turns.plan(cast, {}, 0)).toBe(true)
    expect(nextOf(turns)).toEqual(['price-higher', turnPace.look])
    expect(turns.plan(cast, {}, 100), 'a turn is set already').toBe(false)
    turns.begun(margaret)
    turns.talked(margaret)
    turns.plan(cast, { 'price-higher': 1 }, 1000)
    expect(nextOf(turns)).toEqual(['third-time', 1000 + turnPace.between])
    turns.pause()
    expect(turns.next()).toBeNull()
    expect(turns.plan([], {}, 2000)).toBe(false)
  })

  test('whoever was not answered calls again in their time, before anybody’s turn', () => {
    const turns = new Turns()
    turns.begun(peter)
    expect(turns.missed(peter, 1000)).toBe(true)
    expect(nextOf(turns)).toEqual(['third-time', 16_000])
    expect(turns.plan(cast, {}, 2000)).toBe(false)
  })

  test('and does so whoever else calls or is missed meanwhile, also after a pause', () => {
    const turns = new Turns()
    turns.begun(margaret)
    turns.missed(margaret, 0)
    turns.begun(laura)
    turns.missed(laura, 100)
    turns.begun(peter)
    turns.talked(peter)
    turns.pause()
    expect(nextOf(turns)).toEqual(['price-higher', 20_000])
    turns.begun(margaret)
    expect(nextOf(turns)).toEqual(['order', 20_100])
    // The agent has called her back herself.
    turns.talked(laura)
    expect(turns.next()).toBeNull()
  })

  test('but leaves a moment to look at the sheet of the call before', () => {
    const turns = new Turns()
    turns.begun(peter)
    turns.missed(peter, 0)
    expect(turns.due(14_999, 0)).toBeNull()
    expect(turns.due(15_000, 0)).toBe(peter)
    expect(turns.due(60_000, 60_000)).toBeNull()
    expect(turns.due(60_000 + turnPace.look, 60_000)).toBe(peter)
  })

  test('gives up after the tries the scenario names, and begins anew after a talk', () => {
    const turns = new Turns()
    const tries = (): boolean[] =>
      [1, 2, 3, 4].map((at) => {
        turns.begun(peter)
        return turns.missed(peter, at)
      })
    expect(tries()).toEqual([true, true, true, false])
    expect(turns.next()).toBeNull()
    turns.begun(peter)
    turns.missed(peter, 9)
    turns.talked(peter)
    expect(tries()).toEqual([true, true, true, false])
  })
})
