import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { PlaybookLibrary } from '../../../../electron/playbooks/library.ts'
import { playbookRoom } from '../../../../electron/playbooks/room.ts'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'
import { steps, text } from '../../domain/playbook/support.ts'

// Real files and a real watcher, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

function home() {
  const root = mkdtempSync(join(tmpdir(), 'playbooks-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const folders = { shipped: join(root, 'shipped'), own: join(root, 'own') }
  const write = (file: string, words: string | Buffer): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), words)
  }
  return { root, folders, write }
}
const titles = (library: PlaybookLibrary) => library.books('en').map((book) => book.title)
const told = (library: PlaybookLibrary) =>
  library.problems.map(({ file, keptLast, line, messageKey }) => [
    file,
    line,
    messageKey.replace('playbook.problem.', ''),
    keptLast,
  ])

test('a broken file is refused with line and reason, and keeps its last good version; mended it is used again', async () => {
  const { folders, write } = home()
  write('own/en/a.md', text())
  write('own/en/b.md', text({ id: 'hold', code: 'S-016', title: 'Hold' }))
  const library = new PlaybookLibrary(folders)
  await library.load()
  expect(titles(library)).toEqual(['The price is higher', 'Hold'])
  write('own/en/a.md', text({}, [...steps, '', '<script>alert(1)</script>']))
  await library.load()
  expect(titles(library)).toEqual(['The price is higher', 'Hold'])
  expect(told(library)).toEqual([['en/a.md', 16, 'html', true]])
  write('own/en/a.md', text({ title: 'Mended' }))
  await library.load()
  expect(titles(library)).toEqual(['Mended', 'Hold'])
  expect(told(library)).toEqual([])
})

test('a file that was never good is refused alone', async () => {
  const { folders, write } = home()
  write('own/en/a.md', text({ version: 'zero' }))
  write('own/en/b.md', text({ id: 'hold', code: 'S-016', title: 'Hold' }))
  const library = new PlaybookLibrary(folders)
  await library.load()
  expect(titles(library)).toEqual(['Hold'])
  expect(told(library)).toEqual([['en/a.md', 7, 'schema', false]])
})

test('a change that takes the code or id of another standard is refused, and the version before it stays', async () => {
  const { folders, write } = home()
  write('own/en/a.md', text())
  write('own/en/b.md', text({ id: 'hold', code: 'S-016', title: 'Hold' }))
  const library = new PlaybookLibrary(folders)
  await library.load()
  for (const change of [text({ id: 'hold', title: 'Changed' }), text({ code: 'S-004', title: 'Changed' })]) {
    write('own/en/b.md', change)
    await library.load()
    expect(titles(library)).toEqual(['The price is higher', 'Hold'])
    expect(told(library)).toMatchObject([['en/b.md', 2, expect.stringMatching(/Twice/), true]])
  }
})

test('a file that is gone is gone, with its problem', async () => {
  const { folders, root, write } = home()
  write('own/en/a.md', text())
  const library = new PlaybookLibrary(folders)
  await library.load()
  write('own/en/a.md', 'broken')
  await library.load()
  expect(titles(library)).toEqual(['The price is higher'])
  unlinkSync(join(root, 'own/en/a.md'))
  await library.load()
  expect([titles(library), told(library)]).toEqual([[], []])
})

test('too big, no text, no file, another language: each refused, the rest works', async () => {
  const { folders, root, write } = home()
  write('own/en/good.md', text())
  write('own/en/big.md', 'x'.repeat(50 * 1024 * 1024))
  write('own/en/bytes.md', Buffer.from([0xff, 0xfe, 0x00]))
  write('own/fr/a.md', text())
  write('own/loose.md', text())
  write('own/README.md', 'how to')
  symlinkSync('/dev/zero', join(root, 'own/en/endless.md'))
  mkdirSync(join(root, 'own/en/folder.md'))
  const library = new PlaybookLibrary(folders)
  const began = performance.now()
  await library.load()
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(titles(library)).toEqual(['The price is higher'])
  expect(told(library).map(([file, , reason]) => [file, reason])).toEqual([
    ['fr', 'language'],
    ['loose.md', 'language'],
    ['en/big.md', 'tooBig'],
    ['en/bytes.md', 'notText'],
    ['en/endless.md', 'notAFile'],
    ['en/folder.md', 'notAFile'],
  ])
})

test('finds in the language in use, and shows another one when that lacks', async () => {
  const { folders, write } = home()
  write('own/hu/a.md', text({ title: 'Magasabb ár' }, ['- [ ] Nevezze meg', '- [ ] Keresse']))
  write('own/en/b.md', text({ id: 'hold', code: 'S-016', title: 'Hold' }))
  const library = new PlaybookLibrary(folders)
  await library.load()
  expect(library.find('hu', 'magasabb').map((book) => book.id)).toEqual(['price-higher'])
  expect(library.find('hu', 'hold').map((book) => book.language)).toEqual(['en'])
  expect(library.find('en', 'higher')).toEqual([])
})

test('the room reads the shipped ones at the first question, and the own ones again when they change on disk', async () => {
  const { folders, root, write } = home()
  const log: unknown[] = []
  const changed = vi.fn<() => void>()
  const room = playbookRoom({ ...folders, shipped: inCheckout('resources/playbooks') }, changed, (...line) => log.push(line))
  onTestFinished(() => room.stop())
  const before = await room.books('hu')
  expect(before.length).toBeGreaterThanOrEqual(20)
  expect(await room.problems()).toEqual([])
  write('own/hu/greeting.md', text({ id: 'greeting', code: 'S-001', title: 'Saját köszöntés' }))
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 20_000 })
  expect((await room.books('hu')).find((book) => book.id === 'greeting')).toMatchObject({
    title: 'Saját köszöntés',
    origin: 'own',
  })
  expect((await room.books('hu')).length).toBe(before.length)
  changed.mockClear()
  write('own/hu/greeting.md', '---\nid: [')
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 20_000 })
  expect(await room.problems()).toMatchObject([{ file: 'hu/greeting.md', origin: 'own', line: 1, keptLast: true }])
  expect((await room.books('hu')).find((book) => book.id === 'greeting')?.title).toBe('Saját köszöntés')
  expect(log).toMatchObject([['warn', 'playbooks.refused', { files: [{ file: 'hu/greeting.md' }] }]])
  changed.mockClear()
  rmSync(join(root, 'own/hu/greeting.md'))
  await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 20_000 })
  expect((await room.books('hu')).find((book) => book.id === 'greeting')?.origin).toBe('shipped')
})
