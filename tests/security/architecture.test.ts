import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { copySources, type Copy } from './architecture/copy.ts'
import { CYCLE, LINT_PLANTS, TYPE_PLANTS } from './architecture/plants.ts'

// A gate that silently checks nothing passes everything. So each rule is broken once in a copy of the sources, and must be caught.
// Who may import what is tried in `layers.test.ts`.

type Finding = { readonly filename: string; readonly code: string }

function lint(copy: Copy, ...only: string[]): { code: number; findings: Finding[]; files: number } {
  const { code, output } = copy.tool('oxlint', '--type-aware', '-f', 'json', ...only)
  const report = JSON.parse(output) as { diagnostics: Finding[]; number_of_files: number }
  return { code, findings: report.diagnostics, files: report.number_of_files }
}

describe('lint', () => {
  let clean: ReturnType<typeof lint>
  let planted: ReturnType<typeof lint>
  const copy = copySources()

  beforeAll(() => {
    clean = lint(copy)
    for (const { file, text } of [CYCLE, ...LINT_PLANTS]) copy.write(file, text)
    planted = lint(copy, ...LINT_PLANTS.map(({ file }) => file))
  }, 240_000)
  afterAll(() => copy.remove())

  test('the sources pass, and all of them were read', () => {
    const ours = readdirSync(inCheckout('.'), { recursive: true, encoding: 'utf8' })
    const sources = ours.filter((path) => /^(electron|renderer|shared|tests)\/.*\.tsx?$/.test(path))
    expect(clean.findings.map(({ filename, code }) => `${filename}: ${code}`)).toEqual([])
    expect(clean.code).toBe(0)
    expect(clean.files).toBeGreaterThanOrEqual(sources.length)
  })

  test.each(LINT_PLANTS)('$rule', ({ file, expect: rule }) => {
    expect(planted.code).not.toBe(0)
    expect(planted.findings.filter((finding) => finding.filename === file).map((finding) => finding.code)).toContain(rule)
  })

  test('the lists of forbidden neighbours name every folder of shared/', () => {
    const config = readFileSync(inCheckout('.oxlintrc.json'), 'utf8')
    const folders = readdirSync(inCheckout('shared'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    for (const room of ['domain', 'cues']) {
      const list = new RegExp(String.raw`\^#shared/\(([^)]*)\)/[^"]*",\s+"message": "shared/${room} `).exec(config)
      const others = folders.map(({ name }) => name).filter((name) => name !== room)
      expect(list?.[1]?.split('|')).toEqual(expect.arrayContaining(others))
    }
  })
})

describe('types', () => {
  const copy = copySources()
  let clean: { code: number; output: string }
  let planted: { code: number; output: string }

  beforeAll(() => {
    clean = copy.tool('tsc', '-b', '--pretty', 'false')
    copy.write('renderer/desk/plant.ts', 'export const plant = 1\n')
    for (const { file, text } of TYPE_PLANTS) copy.write(file, text)
    planted = copy.tool('tsc', '-b', '--pretty', 'false')
  }, 240_000)
  afterAll(() => copy.remove())

  test('the sources pass', () => {
    expect(clean.output).toBe('')
    expect(clean.code).toBe(0)
  })

  test.each(TYPE_PLANTS)('$rule', ({ file, expect: error }) => {
    expect(planted.code).not.toBe(0)
    const lines = planted.output.split('\n').filter((line) => line.startsWith(`${file}(`))
    expect(lines.join('\n')).toContain(error)
  })
})

describe('the other gates', () => {
  const copy = copySources()
  afterAll(() => copy.remove())

  test('a file nobody uses is found', () => {
    copy.write('electron/app/plant-unused.ts', 'export const plant = 1\n')
    const { code, output } = copy.tool('knip')
    expect(code).not.toBe(0)
    expect(output).toContain('electron/app/plant-unused.ts')
  })

  test('a badly formatted file is found', () => {
    copy.write('electron/app/plant-format.ts', 'export   const plant = "1";\n')
    const { code, output } = copy.tool('oxfmt', '--check', 'electron/app')
    expect(code).not.toBe(0)
    expect(output).toContain('plant-format.ts')
  })
})
