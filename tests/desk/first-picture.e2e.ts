import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { expect, test } from '../support/e2e.ts'

/** A built script and everything it imports before it runs; `import()` comes later and does not count. */
function withImports(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen
  const code = readFileSync(file, 'utf8')
  seen.set(file, code)
  for (const [, from] of code.matchAll(/(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*{][^;()'"`]*?from\s*)?["'`](\.[^"'`]+)["'`]/g))
    withImports(join(dirname(file), from ?? ''), seen)
  return seen
}

const kilobytes = (texts: Iterable<string>): number =>
  Math.ceil([...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1000)

test('the page loads little before its first picture, and no schemas', () => {
  const page = inCheckout('out/renderer/desk/index.html')
  const html = readFileSync(page, 'utf8')
  const linked = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, file]) => join(dirname(page), file ?? ''))
  const entries = linked(/<script[^>]* src="([^"]+)"/g)
  expect(entries).toHaveLength(1)
  const scripts = withImports(entries[0] ?? '')
  // Vite preloads exactly what is imported: so the reading above has found all.
  expect([...scripts.keys()].sort()).toEqual([...entries, ...linked(/modulepreload"[^>]* href="([^"]+)"/g)].sort())
  // The bar of a call is among them: a ring in the first second has to find its keys at work. 93 kB are the English words.
  expect(kilobytes(scripts.values()), 'scripts').toBeLessThan(672)
  // Each costs a way through main's thread while it is busiest; that of the phone's window is not the desk's.
  expect(scripts.size, 'files').toBeLessThanOrEqual(4)
  const font = linked(/rel="preload"\s+href="([^"]+)"\s+as="font"/g)
  expect(font.map((file) => basename(file).replace(/-[\w-]{8}\.woff2$/, ''))).toEqual(['inter-latin-wght-normal'])
  const styles = linked(/stylesheet"[^>]* href="([^"]+)"/g).map((file) => readFileSync(file, 'utf8'))
  expect(kilobytes(styles), 'styles').toBeLessThan(60)
  for (const [file, code] of scripts) expect(code.includes('_zod'), `${file} brings zod`).toBe(false)
})

test('main reads little before it opens its window', () => {
  const read = withImports(inCheckout('out/main/main.js'))
  expect([...read.keys()].length).toBeGreaterThan(1)
  expect(kilobytes(read.values())).toBeLessThan(295)
  for (const [file, code] of read)
    expect(code.includes('country_calling_codes'), `${file} brings the numbers of the world`).toBe(false)
})

test('the desk brings no style sheet after its page, which would lay everything out once more', async ({ start }) => {
  const { desk } = await start()
  await expect(desk.getByRole('button').first()).toBeVisible()
  // The effects in which a library would add its own have run when the page has taken a key.
  await desk.keyboard.press('Control+K')
  const added = await desk.evaluate(() => [...document.querySelectorAll('style')].map((style) => style.id || style.textContent))
  expect(added).toEqual(['react-aria-pressable-style'])
})

test('what the first picture shows stands in the page as data, whatever is in it; a page that is loaded again asks', async ({
  home,
  start,
}) => {
  const name = '</script><img src="x">$&'
  const { desk } = await start(home({ version: 1, agent: { name, extension: '21' } }))
  const given = (): Promise<unknown> => desk.evaluate(() => JSON.parse(document.getElementById('first')?.textContent ?? ''))
  await expect(desk.getByRole('button').first()).toBeVisible()
  expect(await given()).toMatchObject({ seq: 0, agent: { name, extension: '21' } })
  await expect(desk.locator('img')).toHaveCount(0)
  await desk.reload()
  await expect(desk.getByRole('button').first()).toBeVisible()
  expect(await given()).toBe(null)
})
