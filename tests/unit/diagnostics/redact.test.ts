import { expect, test } from 'vitest'
import { redact, redactText } from '../../../electron/diagnostics/redact.ts'

test.each([
  ['call from sip:+36301234567@toll.test;user=phone', ['36301234567', 'toll.test']],
  ['mail of Éva.Szabó@példa.hu arrived', ['Éva.Szabó', 'példa']],
  ['dialled 06 30 123-4567', ['123', '4567']],
  ['password="hunter2", next', ['hunter2']],
  ['Authorization: Digest username=x', ['Digest']],
  ['tel:+1-555-0199', ['555']],
])('%s', (text, hidden) => {
  const clean = redactText(text)
  for (const each of hidden) expect(clean).not.toContain(each)
})
test('instants, ids and error places stay readable', () => {
  expect(redactText('2026-11-21T10:42:00.123Z at 0199f1a0-7b1c-7000-8000-123456789abc')).toBe(
    '2026-11-21T10:42:00.123Z at 0199f1a0-7b1c-7000-8000-123456789abc',
  )
})
test('values under telling keys are dropped, deep things are bounded', () => {
  expect(redact({ password: 'x', nested: { authToken: 'y', count: 3 }, list: ['a@b.c'] })).toEqual({
    password: '…',
    nested: { authToken: '…', count: 3 },
    list: ['…@…'],
  })
  const loop: Record<string, unknown> = {}
  loop['self'] = loop
  expect(JSON.stringify(redact(loop)).length).toBeLessThan(500)
})
test('errors keep their stack', () => expect(redact(new Error('boom'))).toMatch(/^Error: boom\n\s+at /))
