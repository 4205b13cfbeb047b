import type { Page } from '@playwright/test'

/** Tells how many of the page's audio elements hold a stream, of all that are still in memory after its garbage was collected. */
export async function streamsOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  const group = { objectGroup: 'kept' }
  return async () => {
    const { result: kind } = await session.send('Runtime.evaluate', { expression: 'HTMLMediaElement.prototype', ...group })
    // It collects garbage first.
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: kind.objectId ?? '', ...group })
    const { exceptionDetails, result } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      // The prototypes of audio and video are among them.
      functionDeclaration:
        'function () { return this.filter((one) => one !== one.constructor.prototype && one.srcObject).length }',
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    await session.send('Runtime.releaseObjectGroup', group)
    return result.value as number
  }
}
