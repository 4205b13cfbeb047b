import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { practiceCallAndLetter } from '../support/practice-scene.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Interfaces as the kernel lists them for a process, those without an address and those that are down too. */
const interfaces = (pid: number | 'self'): string[] =>
  readFileSync(`/proc/${pid}/net/dev`, 'utf8')
    .split('\n')
    .slice(2)
    .map((line) => line.split(':')[0]?.trim() ?? '')
    .filter((name) => name !== '')

test('practice needs no network: call and letter on a machine that has loopback alone', async ({ start, home }) => {
  test.setTimeout(300_000)
  expect(interfaces('self'), 'this runs where there is no network: npm test -- --only=offline').toEqual(['lo'])
  expect(Object.keys(networkInterfaces())).toEqual(['lo'])
  await practiceCallAndLetter(home(), async (where, options) => {
    const app = await start(where, options)
    expect(interfaces(app.pid), 'the app has no other network either').toEqual(['lo'])
    return app
  })
})
