import { expect, test } from 'vitest'
import { gathered } from '../../../../electron/ipc/gathered.ts'

test('what comes in one turn goes out as one message, in order; the next turn begins another', async () => {
  const sent: (readonly number[])[] = []
  const send = gathered<number>((all) => sent.push(all))
  send(1)
  send(2)
  expect(sent).toEqual([])
  await Promise.resolve()
  send(3)
  await Promise.resolve()
  expect(sent).toEqual([[1, 2], [3]])
})

test('what is sent while a message goes out is not lost', async () => {
  const sent: (readonly string[])[] = []
  const send = gathered<string>((all) => {
    sent.push(all)
    if (all.includes('first')) send('answer')
  })
  send('first')
  await new Promise((done) => setImmediate(done))
  expect(sent).toEqual([['first'], ['answer']])
})
