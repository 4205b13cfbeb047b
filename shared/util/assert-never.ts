/** Ends a switch over a union: a case that is missing does not compile, and a value from outside the type is reported, not ignored. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`)
}
