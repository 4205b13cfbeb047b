import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkForm, conditionForm, withRows, withText } from '#shared/cues/deck/condition-form.ts'
import type { Condition } from '#shared/cues/deck/condition.ts'
import { holds } from '#shared/cues/deck/evaluate.ts'
import { readRows } from '#shared/cues/deck/read-rows.ts'
import { addPart, isGroup, movePart, newGroup, newRow, replacePart, withFact, withOperator } from '#shared/cues/deck/rows.ts'
import type { Group, Part, Row } from '#shared/cues/deck/rows.ts'
import { writeRow, writeRows } from '#shared/cues/deck/write-rows.ts'
import { noFacts, type Facts } from '#shared/cues/facts.ts'
import { starterDeck } from './support/starter-deck.ts'

const row = (more: Partial<Row>): Row => ({ id: 9, fact: null, operator: 'is', text: '', picked: [], ...more })
const made = (more: Partial<Row>) => writeRow(row(more))
const rowsOf = (condition: unknown): Group => readRows(condition) ?? expect.fail('rows cannot show it')
const again = (condition: unknown): unknown => {
  const written = writeRows(rowsOf(condition))
  return written.ok ? written.condition : written.problems
}

const leaf = fc.oneof(
  fc.record({ fact: fc.constant('contact.openComplaints' as const), atLeast: fc.nat(5) }),
  fc.record({ fact: fc.constant('contact.renewalDays' as const), atMost: fc.integer({ min: -40, max: 40 }) }),
  fc.record({ fact: fc.constant('talk.share' as const), atLeast: fc.nat(100).map((each) => each / 100) }),
  fc.record({ fact: fc.constant('hold.active' as const), is: fc.boolean() }),
  fc.record({ fact: fc.constant('hold.active' as const), isNot: fc.boolean() }),
  fc.record({ fact: fc.constant('case.type' as const), oneOf: fc.subarray(['order', 'claim', 'question'], { minLength: 1 }) }),
  fc.record({ fact: fc.constant('queue' as const), contains: fc.constantFrom('sales', 'a, b', 'x; y') }),
)
const condition = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node
const facts: fc.Arbitrary<Facts> = fc
  .record({
    'contact.openComplaints': fc.option(fc.nat(5)),
    'contact.renewalDays': fc.option(fc.integer({ min: -40, max: 40 })),
    'talk.share': fc.option(fc.nat(100).map((each) => each / 100)),
    'hold.active': fc.option(fc.boolean()),
    'case.type': fc.option(fc.constantFrom('order' as const, 'claim' as const, 'complaint' as const)),
    queue: fc.option(fc.constantFrom('sales', 'a, b', 'other')),
  })
  .map((known) => ({ ...noFacts, ...known }))

describe('rows of a condition', () => {
  it('give back a condition that means the same, and from then on the very same', () =>
    fc.assert(
      fc.property(condition, facts, (given, known) => {
        const rows = readRows(given)
        if (rows === null) return
        const back = again(given) as Condition
        expect(holds(back, known)).toBe(holds(given, known))
        expect(again(back)).toEqual(back)
      }),
      { numRuns: 400 },
    ))

  it('show every condition of the shipped deck', () => {
    for (const cue of starterDeck().cues) expect(again(cue.when), cue.id).toEqual(cue.when)
  })

  it('leave alone what they cannot give back', () => {
    expect(readRows({ fact: 'agent.mood', is: 'sad' })).toBeNull()
    expect(readRows({ fact: 'queue', oneOf: ['one; two'] })).toBeNull()
    expect(readRows({ fact: 'queue', is: '' })).toBeNull()
    expect(readRows({ fact: 'talk.share', atLeast: 5 })).toBeNull()
    expect(readRows({ xor: [] })).toBeNull()
  })

  it('take values as people type them, and say what is wrong with others', () => {
    expect(made({ fact: 'talk.share', operator: 'atLeast', text: '7,5' })).toEqual({ fact: 'talk.share', atLeast: 0.075 })
    expect(made({ fact: 'contact.renewalDays', operator: 'atMost', text: ' −3 ' })).toEqual({
      fact: 'contact.renewalDays',
      atMost: -3,
    })
    expect(made({ fact: 'contact.lastScore', operator: 'oneOf', text: '1; 2;' })).toEqual({
      fact: 'contact.lastScore',
      oneOf: [1, 2],
    })
    expect(made({})).toMatchObject({ key: 'noFact' })
    expect(made({ fact: 'queue', operator: 'contains' })).toMatchObject({ key: 'noValue' })
    expect(made({ fact: 'case.type' })).toMatchObject({ key: 'noValue' })
    expect(made({ fact: 'hold.seconds', operator: 'atLeast', text: 'long' })).toMatchObject({ key: 'noNumber' })
    expect(made({ fact: 'hold.seconds', operator: 'atLeast', text: '-1' })).toMatchObject({ key: 'range', params: { min: 0 } })
    expect(made({ fact: 'talk.share', operator: 'atMost', text: '101' })).toMatchObject({ key: 'range', params: { max: 100 } })
    expect(made({ fact: 'queue', operator: 'is', text: 'x'.repeat(201) })).toMatchObject({ key: 'tooLong' })
  })

  it('tell of groups without rows and of too many levels', () => {
    const empty = rowsOf({ any: [{ fact: 'typing', is: true }] })
    const [only] = empty.parts
    expect(writeRows(replacePart(empty, only?.id ?? 0, null))).toMatchObject({ ok: false, problems: [{ key: 'emptyGroup' }] })
    let deep: Part = row({ id: 1, fact: 'typing', picked: ['true'] })
    for (let id = 2; id < 9; id++) deep = { id, kind: 'any', parts: [deep] }
    expect(writeRows({ id: 20, kind: 'all', parts: [deep] })).toMatchObject({ ok: false, problems: [{ key: 'tooDeep' }] })
  })
})

describe('a row', () => {
  it('keeps what still fits when it asks about another fact', () => {
    const score = row({ fact: 'contact.lastScore', operator: 'atMost', text: '4' })
    expect(withFact(score, 'contact.openCases')).toMatchObject({ operator: 'atMost', text: '4' })
    expect(withFact(score, 'queue')).toMatchObject({ operator: 'is', text: '' })
    expect(withFact(row({}), 'typing')).toMatchObject({ operator: 'is', picked: ['true'] })
    expect(withOperator(row({ fact: 'case.type', operator: 'oneOf', picked: ['order', 'claim'] }), 'is').picked).toEqual([
      'order',
    ])
  })

  it('moves through groups and back, and nowhere beyond the ends', () => {
    const start = rowsOf({
      all: [
        { fact: 'typing', is: true },
        {
          any: [
            { fact: 'hold.active', is: true },
            { fact: 'queue', is: 'x' },
          ],
        },
      ],
    })
    const shape = (part: Part): string =>
      isGroup(part) ? `${part.kind}(${part.parts.map(shape).join(' ')})` : (part.fact ?? '?')
    const id = start.parts[0]?.id ?? 0
    const seen: string[] = []
    let root = start
    for (let step = 0; step < 4; step++) seen.push(shape((root = movePart(root, id, 1))))
    expect(seen).toEqual([
      'all(any(typing hold.active queue))',
      'all(any(hold.active typing queue))',
      'all(any(hold.active queue typing))',
      'all(any(hold.active queue) typing)',
    ])
    expect(movePart(root, id, 1)).toBe(root)
    for (let step = 0; step < 4; step++) root = movePart(root, id, -1)
    expect(root).toEqual(start)
    expect(movePart(root, id, -1)).toBe(root)
  })

  it('gets an id of its own', () => {
    const start = rowsOf({ all: [{ fact: 'typing', is: true }] })
    const group = newGroup(start)
    const more = addPart(addPart(start, start.id, group), group.id, newRow(addPart(start, start.id, group)))
    const ids = (part: Part): number[] => (isGroup(part) ? [part.id, ...part.parts.flatMap(ids)] : [part.id])
    expect(new Set(ids(more)).size).toBe(ids(more).length)
    expect(ids(more)).toHaveLength(5)
  })
})

describe('rows and text', () => {
  const first = conditionForm({ fact: 'contact.openComplaints', atLeast: 1 })

  it('follow each other', () => {
    const typed = withText('{ "any": [{ "fact": "typing", "is": true }] }')
    expect(typed.rows).toMatchObject({ kind: 'any', parts: [{ fact: 'typing', picked: ['true'] }] })
    const rows = first.rows ?? expect.fail()
    const more = withRows(first, { ...rows, kind: 'none' })
    expect(JSON.parse(more.text)).toEqual({ not: { fact: 'contact.openComplaints', atLeast: 1 } })
    expect(checkForm(more)).toMatchObject({ ok: true })
  })

  it('keep the last whole text while a row is unfinished', () => {
    const rows = first.rows ?? expect.fail()
    const more = withRows(first, addPart(rows, rows.id, newRow(rows)))
    expect(more.text).toBe(first.text)
    expect(checkForm(more)).toMatchObject({ ok: false, rows: [{ key: 'noFact' }], text: [] })
  })

  it('refuse a wrong text with its place', () => {
    expect(checkForm(withText('{\n "all": [\n  { "fact": "caller.mood", "is": true }\n ]\n}'))).toMatchObject({
      ok: false,
      text: [{ line: 3, key: 'unknownFact', place: 'all.0.fact' }],
    })
    expect(checkForm(withText('{\n "all" [] }'))).toMatchObject({ ok: false, text: [{ line: 2, key: 'notJson' }] })
    expect(checkForm(withText('{ "all": [], "all": [] }'))).toMatchObject({ ok: false, text: [{ key: 'duplicateKey' }] })
  })

  it('take a text that rows cannot show as it is', () => {
    const form = withText('{ "fact": "queue", "oneOf": ["a; b"] }')
    expect(form.rows).toBeNull()
    expect(checkForm(form)).toEqual({ ok: true, condition: { fact: 'queue', oneOf: ['a; b'] } })
  })
})
