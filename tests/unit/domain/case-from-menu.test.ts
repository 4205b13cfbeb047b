import { expect, test } from 'vitest'
import { caseTypeFromMenu, typeToBegin } from '#shared/domain/case-from-menu.ts'

test.each([
  ['2 — Claims', null, 'claim'],
  ['complaints', 'orders', 'complaint'],
  ['2', 'orders', 'order'],
  ['2: Bestellung aufgeben', null, 'order'],
  ['Panasz', null, 'complaint'],
  ['3 Stížnosti', null, 'complaint'],
  ['Dicséret', null, 'compliment'],
  ['Гомдол', null, 'complaint'],
  ['Санал хүсэлт', null, 'suggestion'],
  [null, 'Dotazy', 'question'],
  ['Návrhy', null, 'suggestion'],
])('%s in queue %s opens a %s', (option, queue, type) => {
  expect(caseTypeFromMenu(option, queue)).toBe(type)
})

test.each([
  ['2', 'service'],
  [null, null],
  ['my bill', null],
  ['border crossing', null],
])('%s in queue %s leaves the choice to the agent', (option, queue) => {
  expect(caseTypeFromMenu(option, queue)).toBeNull()
})

test('a case is begun by the first word, unless one of that kind is open', () => {
  expect(typeToBegin('order', [])).toBe('order')
  expect(typeToBegin('order', [{ type: 'claim' }])).toBe('order')
  expect(typeToBegin('order', [{ type: 'order' }])).toBeNull()
  expect(typeToBegin(null, [{ type: 'order' }])).toBeNull()
})
