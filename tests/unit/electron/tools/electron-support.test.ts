import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { electronSupport, electronWarning } from '../../../../electron/tools/package/electron-support.ts'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'

const on = (day: string): number => Date.parse(day)

test.each([
  // Ended by the release of 45, which is in the table.
  ['42.11.0', '2026-10-20', 'ends_soon', '2026-10-21', false],
  ['42.11.0', '2026-10-21', 'ended', '2026-10-21', false],
  ['42.0.0', '2026-08-01', 'supported', '2026-10-21', false],
  // Reckoned: 46 eight weeks after 45, 48 twenty-four weeks after it.
  ['43.8.0', '2026-11-25', 'ends_soon', '2026-12-16', true],
  ['45.4.1', '2026-11-25', 'supported', '2027-04-07', true],
  ['45.4.1', '2027-03-11', 'ends_soon', '2027-04-07', true],
  ['45.4.1', '2027-04-07', 'ended', '2027-04-07', true],
  ['33.4.11', '2026-11-25', 'ended', '2025-06-04', true],
] as const)('Electron %s on %s: %s', (version, day, state, until, expected) =>
  expect(electronSupport(version, on(day))).toEqual({ state, until, expected }),
)

test('says what to do once it has ended, when it will end soon, and nothing before', () => {
  const said = (day: string) => electronWarning('45.4.1', electronSupport('45.4.1', on(day)))
  expect(said('2026-11-25')).toBeUndefined()
  expect(said('2027-03-20')).toMatch(/45\.4\.1 goes out of support on about 2027-04-07/)
  expect(said('2027-05-01')).toMatch(/out of support since about 2027-04-07.*package\.json/)
})

test('the Electron in package.json was a supported one when the table was last brought up to date', () => {
  const { devDependencies } = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8')) as {
    devDependencies: { electron: string }
  }
  // A fixed day: a suite that turns red by itself helps nobody. `npm run package` asks for today.
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(electronSupport(devDependencies.electron, on('2026-11-25')).state).toBe('supported')
})
