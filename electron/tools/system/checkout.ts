import { resolve } from 'node:path'

/** Root folder of the checkout these tools belong to. */
export const checkout: string = resolve(import.meta.dirname, '../../..')

/**
 * A path inside the checkout.
 * @param path relative to the root of the checkout
 * @returns the absolute path
 */
export function inCheckout(path: string): string {
  return resolve(checkout, path)
}
