/** The restricting rules of one override, as `.oxlintrc.json` has them. */
type Pattern = { readonly regex?: string; readonly group?: readonly string[]; readonly message: string }
type Path = { readonly name: string; readonly importNames: readonly string[]; readonly message: string }
type Options = { readonly paths?: readonly Path[]; readonly patterns: readonly Pattern[] }
type Override = { readonly files: readonly string[]; readonly rules: Readonly<Record<string, unknown>> }
export type Config = { readonly overrides: readonly Override[] } & Readonly<Record<string, unknown>>

/** A rule of one override with one thing it forbids taken away. */
export type Mutant = {
  readonly override: number
  readonly rule: string
  /** What was taken away, for the name of the test. */
  readonly without: string
  readonly setting: unknown
}

/**
 * A regular expression with each alternative taken away in turn, so that `a(b|c)` gives `a(c)` and `a(b)`; none where it has no alternatives.
 * `(/|$)`, the end of a package's name, is one thing.
 */
export function withoutAlternatives(regex: string): { without: string; rest: string }[] {
  type Level = { start: number; bars: number[] }
  const levels: Level[] = [{ start: 0, bars: [] }]
  const found: { without: string; rest: string }[] = []
  const close = (level: Level, end: number): void => {
    if (level.bars.length === 0 || regex.slice(level.start, end) === '/|$') return
    const edges = [level.start - 1, ...level.bars, end]
    for (const [at, edge] of edges.slice(0, -1).entries()) {
      const next = edges[at + 1]!
      const rest = at === 0 ? regex.slice(0, edge + 1) + regex.slice(next + 1) : regex.slice(0, edge) + regex.slice(next)
      found.push({ without: regex.slice(edge + 1, next), rest })
    }
  }
  for (let at = 0; at < regex.length; at += 1) {
    if (regex[at] === '\\') at += 1
    else if (regex[at] === '[') at = regex.indexOf(']', at)
    else if (regex[at] === '(') levels.push({ start: at + 1, bars: [] })
    else if (regex[at] === '|') levels.at(-1)!.bars.push(at)
    else if (regex[at] === ')') close(levels.pop()!, at)
  }
  close(levels[0]!, regex.length)
  return found
}

function* weakened(options: Options): Generator<{ without: string; options: Options }> {
  for (const [at, path] of (options.paths ?? []).entries()) {
    for (const name of path.importNames) {
      const fewer = { ...path, importNames: path.importNames.filter((other) => other !== name) }
      yield { without: name, options: { ...options, paths: options.paths!.with(at, fewer) } }
    }
  }
  for (const [at, pattern] of options.patterns.entries()) {
    const alternatives = withoutAlternatives(pattern.regex ?? '')
    const what = pattern.regex ?? pattern.group?.[0] ?? ''
    if (alternatives.length === 0) yield { without: what, options: { ...options, patterns: options.patterns.toSpliced(at, 1) } }
    for (const { without, rest } of alternatives) {
      yield {
        without: `${without} of ${what}`,
        options: { ...options, patterns: options.patterns.with(at, { ...pattern, regex: rest }) },
      }
    }
  }
}

/** Every rule against imports and properties, of every override, without each of the things it forbids in turn. */
export function mutants(config: Config): Mutant[] {
  return config.overrides.flatMap(({ rules }, override) => {
    const found: Mutant[] = []
    const imports = rules['no-restricted-imports']
    if (Array.isArray(imports)) {
      for (const { without, options } of weakened(imports[1] as Options)) {
        found.push({ override, rule: 'no-restricted-imports', without, setting: ['error', options] })
      }
    }
    const properties = rules['no-restricted-properties']
    if (Array.isArray(properties)) {
      for (const [at, { property }] of (properties.slice(1) as { property: string }[]).entries()) {
        const rest: unknown[] = properties.toSpliced(at + 1, 1)
        found.push({ override, rule: 'no-restricted-properties', without: property, setting: rest.length > 1 ? rest : 'off' })
      }
    }
    return found
  })
}

/** The configuration with these mutants in it; at most one for each rule of an override. */
export function mutated(config: Config, changes: readonly Mutant[]): Config {
  const overrides = config.overrides.map((override, at) => {
    const rules = changes.filter((change) => change.override === at).map(({ rule, setting }) => [rule, setting] as const)
    return { ...override, rules: { ...override.rules, ...Object.fromEntries(rules) } }
  })
  return { ...config, overrides }
}

/** Mutants in as few groups as can be: those of different overrides or rules do not meet, and share a group. */
export function grouped(all: readonly Mutant[]): Mutant[][] {
  const groups: Mutant[][] = []
  const counts = new Map<string, number>()
  for (const mutant of all) {
    const key = `${mutant.override} ${mutant.rule}`
    const at = counts.get(key) ?? 0
    counts.set(key, at + 1)
    ;(groups[at] ??= []).push(mutant)
  }
  return groups
}
