import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { practicePolicy } from '../../electron/security/csp.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'

const sources = (folder: string): string[] =>
  readdirSync(inCheckout(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))

test('practice is loaded when it is asked for, and from one place', () => {
  const named = [...sources('electron'), ...sources('renderer')].filter((file) => {
    if (/^(electron|renderer)\/practice\//.test(file) || file.startsWith('electron/tools/')) return false
    // `app/services.ts` and the contract describe it; nobody imports it at the start.
    return /from '[^']*\/practice\/(?!score|texts|places)[^']*'/.test(
      readFileSync(inCheckout(file), 'utf8').replaceAll(/import type [^\n]*\n/g, ''),
    )
  })
  expect(named).toEqual(['electron/app/practise.ts'])
  const loading = sources('electron').filter((file) => /from '[^']*\/practise\.ts'/.test(readFileSync(inCheckout(file), 'utf8')))
  expect(loading).toEqual([])
  expect(readFileSync(inCheckout('electron/main.ts'), 'utf8')).toContain("await import('./app/practise.ts')")
})

test('whatever practice opens listens on this computer alone', () => {
  const listening = sources('electron/practice').filter((file) =>
    /\.listen\(|new WebSocketServer/.test(readFileSync(inCheckout(file), 'utf8')),
  )
  expect(listening.length).toBeGreaterThanOrEqual(3)
  for (const file of listening) {
    const text = readFileSync(inCheckout(file), 'utf8')
    const doors = [...text.matchAll(/\.listen\((?!events|\{)|new WebSocketServer\(/g)].filter(
      ([found]) => !found.includes('{'),
    ).length
    if (/createServer|WebSocketServer|SMTPServer/.test(text)) {
      expect(doors, file).toBe(1)
      expect(text, file).toMatch(/(?:listen\(0, |host: )'127\.0\.0\.1'/)
    }
  }
})

test('the practice page may run its own script and load nothing else', () => {
  expect(practicePolicy).toContain("default-src 'none'")
  expect(practicePolicy).toContain("script-src 'self'")
  expect(practicePolicy).not.toMatch(/connect-src|frame-src|img-src|media-src|unsafe/)
})
