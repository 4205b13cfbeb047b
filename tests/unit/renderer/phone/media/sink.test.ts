import { expect, test } from 'vitest'
import { useSink } from '../../../../../renderer/phone/media/sink.ts'

test.each([
  ['works at once', 'headset', 0, ['headset'], true],
  ['fails once (AbortError)', 'headset', 1, ['headset', 'headset'], true],
  ['is gone: the system’s choice', 'headset', 2, ['headset', 'headset', ''], false],
  ['nothing works', 'headset', 3, ['headset', 'headset', ''], false],
  ['the system’s choice', null, 0, [''], true],
] as const)('%s', async (_name, device, failures, asked, there) => {
  const got: string[] = []
  let left: number = failures
  const target = {
    async setSinkId(id: string): Promise<void> {
      got.push(id)
      if (left-- > 0) throw new DOMException('x', 'AbortError')
    },
  }
  expect(await useSink(target, device)).toBe(there)
  expect(got).toEqual(asked)
})
