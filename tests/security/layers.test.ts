import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, matchesGlob } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { plantLayers, type Planted } from './architecture/layers.ts'
import { grouped, mutants, mutated, withoutAlternatives, type Config } from './architecture/mutants.ts'

// The rules of the layers twice over: every promise is broken in every place, and every part of every rule is taken away once, which must let something through.
// Overrides replace each other, so a pattern forgotten in one of them is a hole that its neighbours do not show.

type Finding = { filename: string; code: string; labels: { span: { line: number } }[] }

const config = JSON.parse(readFileSync(inCheckout('.oxlintrc.json'), 'utf8')) as Config
const { texts, planted } = plantLayers()
const all = mutants(config)
const groups = grouped(all)

/** The override whose word on a rule counts for a file: the last that has one; -1 if none has. */
function governing(file: string, rule: string): number {
  return config.overrides.findLastIndex((one) => rule in one.rules && one.files.some((glob) => matchesGlob(file, glob)))
}

describe('the layers', () => {
  // One folder for the true rules and one for each group of weakened ones; the linter takes the nearest configuration, so one run sees all.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'courtesy-layers-')))
  const found = new Set<string>()
  const key = (folder: string, { file, line, code }: { file: string; line: number; code: string }): string =>
    `${folder}/${file}:${line} ${code}`

  function write(folder: string, rules: Config): void {
    for (const [file, text] of [...texts, ['.oxlintrc.json', JSON.stringify(rules)] as const]) {
      mkdirSync(dirname(join(root, folder, file)), { recursive: true })
      writeFileSync(join(root, folder, file), text)
    }
  }

  beforeAll(() => {
    write('whole', config)
    for (const [at, group] of groups.entries()) write(`without-${at}`, mutated(config, group))
    const { stdout, stderr } = spawnSync(inCheckout('node_modules/.bin/oxlint'), ['-f', 'json'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 512 * 1024 * 1024,
    })
    expect(stderr).toBe('')
    for (const { filename, code, labels } of (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics) {
      for (const { span } of labels) found.add(`${filename}:${span.line} ${code}`)
    }
  }, 120_000)
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test.each([...texts.keys()])('%s says only what it may', (file) => {
    const here = planted.filter((plant) => plant.file === file)
    const missed = here.filter((plant) => !plant.allowed && !found.has(key('whole', plant)))
    const wronged = here.filter((plant) => plant.allowed && found.has(key('whole', plant)))
    expect({ missed: missed.map(({ says }) => says), wronged: wronged.map(({ says }) => says) }).toEqual({
      missed: [],
      wronged: [],
    })
    expect(here.some(({ allowed }) => allowed)).toBe(true)
  })

  test('every source file has a rule that says what it may import', () => {
    const files = ['electron', 'renderer', 'shared'].flatMap((layer) =>
      readdirSync(inCheckout(layer), { recursive: true, encoding: 'utf8' }).map(
        (path) => `${layer}/${path.replaceAll('\\', '/')}`,
      ),
    )
    const sources = files.filter((file) => /\.tsx?$/.test(file))
    expect(sources.length).toBeGreaterThan(500)
    expect(sources.filter((file) => governing(file, 'no-restricted-imports') < 0)).toEqual([])
  })

  test('no part of a rule is there for nothing: without it a planted line passes', () => {
    // "override rule" → the planted lines that are found there by the true rules.
    const caught = new Map<string, Planted[]>()
    for (const file of texts.keys()) {
      for (const rule of ['no-restricted-imports', 'no-restricted-properties']) {
        const lines = planted.filter(
          (plant) => plant.file === file && plant.code === `eslint(${rule})` && found.has(key('whole', plant)),
        )
        const place = `${governing(file, rule)} ${rule}`
        caught.set(place, [...(caught.get(place) ?? []), ...lines])
      }
    }
    const idle = groups.flatMap((group, at) =>
      group.filter(({ override, rule }) =>
        (caught.get(`${override} ${rule}`) ?? []).every((plant) => found.has(key(`without-${at}`, plant))),
      ),
    )
    expect(idle.map(({ override, without }) => `${config.overrides[override]!.files.join()}: ${without}`)).toEqual([])
    expect(all.length).toBeGreaterThan(100)
  })
})

test('an expression loses one alternative at a time, at every depth', () => {
  expect(withoutAlternatives(String.raw`^(a|b(c|d))(/|$)|^e[|)]\|`)).toEqual([
    { without: 'c', rest: String.raw`^(a|b(d))(/|$)|^e[|)]\|` },
    { without: 'd', rest: String.raw`^(a|b(c))(/|$)|^e[|)]\|` },
    { without: 'a', rest: String.raw`^(b(c|d))(/|$)|^e[|)]\|` },
    { without: 'b(c|d)', rest: String.raw`^(a)(/|$)|^e[|)]\|` },
    { without: '^(a|b(c|d))(/|$)', rest: String.raw`^e[|)]\|` },
    { without: String.raw`^e[|)]\|`, rest: '^(a|b(c|d))(/|$)' },
  ])
  expect(withoutAlternatives('^node:')).toEqual([])
})
