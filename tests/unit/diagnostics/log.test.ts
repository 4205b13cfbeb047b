import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { fileLog } from '../../../electron/diagnostics/log.ts'

let directory = ''
let onScreen = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'log-'))
  onScreen = ''
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((onScreen += String(text)), true))
  onTestFinished(() => {
    stderr.mockRestore()
    rmSync(directory, { recursive: true, force: true })
  })
})
const at = '2026-11-21T10:42:00.123Z'
const open = () => fileLog(directory, () => new Date(at))
const file = (): string => join(directory, 'logs', 'courtesy.log')
const written = (): string => readFileSync(file(), 'utf8')

/** One of each that must never reach the disk, and what of it would give it away. */
const customer = /36301234567|30.?123.?4567|anna|customer\.test|hunter2|correct horse|c2VjcmV0/i
const context = {
  remote: '+36 30 123-4567',
  caller: 'sip:+36301234567@customer.test;user=phone',
  sender: 'Anna.Kovacs@customer.test',
  password: 'hunter2',
  said: 'the server refused password="correct horse" of anna@customer.test',
  error: new Error('550 <anna@customer.test> unknown, call +36301234567'),
  nested: { deeper: [{ remote: '+36301234567', authToken: 'c2VjcmV0', error: new Error('login anna@customer.test: hunter') }] },
}

test.each(['info', 'warn', 'error'] as const)(
  '%s: neither numbers, addresses nor secrets reach the disk or the screen',
  (level) => {
    open()(level, 'test.line', context)
    expect(written()).not.toMatch(customer)
    expect(onScreen).not.toMatch(customer)
    expect(onScreen === '').toBe(level === 'info')
  },
)

test('what is no secret can still be read: one line of JSON an entry, a fault with the place it came from', () => {
  const log = open()
  log('warn', 'line.waiting', { ...context, attempts: 3, count: 2n, why: 'timeout' })
  log('info', 'app.ready')
  const [first = '', second = '', end] = written().split('\n')
  expect(JSON.parse(first)).toMatchObject({
    at,
    level: 'warn',
    what: 'line.waiting',
    attempts: 3,
    count: '2',
    why: 'timeout',
    password: '…',
    error: expect.stringMatching(/^Error: 550 [^]*\n\s+at .*log\.test\.ts/),
    nested: { deeper: [{ remote: '…', authToken: '…' }] },
  })
  expect(JSON.parse(second)).toEqual({ at, level: 'info', what: 'app.ready' })
  expect(end).toBe('')
})

test.skipIf(process.platform === 'win32')('only its owner reads it', () => {
  open()('info', 'app.ready')
  expect([statSync(file()).mode & 0o777, statSync(join(directory, 'logs')).mode & 0o777]).toEqual([0o600, 0o700])
})

test('a full file makes room, and one older is kept', () => {
  open()('info', 'app.ready')
  writeFileSync(file(), 'x'.repeat(5 * 1024 * 1024 + 1))
  const log = open()
  log('info', 'first.of.the.new', context)
  log('info', 'second.of.the.new', context)
  expect(readdirSync(join(directory, 'logs')).toSorted()).toEqual(['courtesy.log', 'courtesy.log.1'])
  expect(written().match(/of\.the\.new/g)).toHaveLength(2)
  expect(written()).not.toMatch(customer)
})

test('a disk that takes nothing costs lines, never an exception', () => {
  writeFileSync(join(directory, 'logs'), 'in the way')
  const log = open()
  expect(() => log('info', 'app.ready', context)).not.toThrow()
  expect(onScreen).toMatch(/no log can be written.*\n.*log line lost/)
  expect(onScreen).not.toMatch(customer)
})
