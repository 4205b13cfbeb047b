import { readPlaybook, type ReadFile } from '#shared/domain/playbook/read.ts'
import type { PlaybookLanguage, PlaybookProblem } from '#shared/domain/playbook/playbook.ts'

export const front = [
  'id: price-higher',
  'code: S-004',
  'version: 1',
  'title: The price is higher',
  'channels: [voice, email]',
  'reviewBy: 2027-06-30',
]
export const steps = ['Why.', '', '- [ ] Say one', '- [ ] Do two', '', '> “Example.”']

/** A file's text: front matter with lines changed (by key) or added, and a body. */
export function text(change: Readonly<Record<string, string | null>> = {}, body: readonly string[] = steps): string {
  const kept = front.filter((line) => change[line.split(':')[0] ?? ''] === undefined)
  const added = Object.entries(change).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]))
  return ['---', ...kept, ...added, '---', ...body].join('\n')
}

export function read(source: string, file = 'en/a.md', origin: 'own' | 'shipped' = 'own'): ReturnType<typeof readPlaybook> {
  return readPlaybook({ file, language: file.slice(0, 2) as PlaybookLanguage, origin }, source)
}

export function good(source: string, file?: string, origin?: 'own' | 'shipped'): ReadFile {
  const result = read(source, file, origin)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.read
}

export function bad(source: string): PlaybookProblem {
  const result = read(source)
  if (result.ok) throw new Error('was taken')
  return result.problem
}
