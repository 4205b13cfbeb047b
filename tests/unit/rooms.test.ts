import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inCheckout } from '../../electron/tools/system/checkout.ts'

/** Folders of a folder, by their paths from the root. */
const inside = (path: string): string[] =>
  readdirSync(inCheckout(path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${path}/${name}`)

/** Whether any file lies in the folder, however deep; an empty folder is no room. */
const holdsFiles = (path: string): boolean =>
  readdirSync(inCheckout(path), { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())

// Whoever opens a room reads first what may live there.
test('every room says what it is for in a README', () => {
  const layers = ['electron', 'renderer', 'shared', 'tests']
  const rooms = [...layers, ...layers.flatMap(inside)].filter(holdsFiles)
  expect(rooms.length).toBeGreaterThan(30)
  expect(rooms.filter((room) => !existsSync(inCheckout(`${room}/README.md`)))).toEqual([])
})
