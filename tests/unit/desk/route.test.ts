import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hrefOf, parseRoute, placeIds } from '../../../renderer/desk/ui/route.ts'

describe('addresses of the desk', () => {
  it('come back as they were', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...placeIds),
        fc.option(fc.string({ minLength: 1 }).filter((text) => text.isWellFormed())),
        (place, open) => {
          expect(parseRoute(hrefOf({ place, open }))).toEqual({ place, open })
        },
      ),
    ))
  it.each(['', '#', '#/', '#/nowhere/1', 'javascript:alert(1)'])('are none: %s', (hash) => expect(parseRoute(hash)).toBeNull())
})
