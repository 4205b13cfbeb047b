import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { frontMatterSchema, type FrontMatter } from './playbook.ts'
import { Refusal } from './refusal.ts'

const mostBytes = 16_384

/**
 * Reads what stands between the two `---` at the head of a file: YAML 1.2 without aliases and tags, each key once.
 * @returns the values and the line of each in the file, the body, and the number of its first line. Throws {@link Refusal}.
 */
export function readFrontMatter(text: string): {
  front: FrontMatter
  lineOf: ReadonlyMap<string, number>
  body: string
  bodyLine: number
} {
  const lines = text.split('\n')
  if (lines[0]?.trimEnd() !== '---') throw new Refusal(1, 'playbook.problem.noFront')
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (end < 0) throw new Refusal(1, 'playbook.problem.openFront')
  const yaml = lines.slice(1, end).join('\n')
  if (yaml.length > mostBytes) throw new Refusal(1, 'playbook.problem.frontTooLong', { most: mostBytes })
  return { ...readYaml(yaml), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 }
}

function readYaml(yaml: string): { front: FrontMatter; lineOf: ReadonlyMap<string, number> } {
  const counter = new LineCounter()
  // The first line of the file is the `---` before the YAML.
  const lineAt = (offset: number): number => counter.linePos(offset).line + 1
  const document = parse(yaml, counter)
  const wrong = document.errors[0] ?? document.warnings[0]
  if (wrong) throw new Refusal(lineAt(wrong.pos[0]), 'playbook.problem.yaml', { detail: oneLine(wrong.message) })
  const parsed = frontMatterSchema.safeParse(plain(document))
  if (parsed.success) {
    const places = Object.keys(parsed.data).map((key) => [key, offsetOf(document, [key])] as const)
    return { front: parsed.data, lineOf: new Map(places.map(([key, at]) => [key, at === null ? 1 : lineAt(at)])) }
  }
  const { issue, path } = deepest(parsed.error.issues)
  const detail = issue?.code === 'unrecognized_keys' ? `unknown key: ${issue.keys.join(', ')}` : (issue?.message ?? '')
  const at = offsetOf(document, issue?.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path)
  throw new Refusal(at === null ? 1 : lineAt(at), 'playbook.problem.schema', {
    place: path.join('.') || '—',
    detail: oneLine(detail),
  })
}

function parse(yaml: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(yaml, { lineCounter, schema: 'core', uniqueKeys: true, prettyErrors: false, logLevel: 'silent' })
  } catch {
    // Brackets in brackets without end: the parser's stack, not ours.
    throw new Refusal(2, 'playbook.problem.tooDeep')
  }
}

/** Plain values; an alias would let a few lines grow without end, so there is none. */
function plain(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new Refusal(2, 'playbook.problem.yaml', { detail: oneLine(String(error)) })
  }
}

/** Goes down into the branches of a union, to the place a person has to mend: the branch that came farthest. */
function deepest(
  issues: readonly z.core.$ZodIssue[],
  base: PropertyKey[] = [],
): { issue: z.core.$ZodIssue | undefined; path: PropertyKey[] } {
  const issue = issues[0]
  const path = [...base, ...(issue?.path ?? [])]
  if (issue?.code !== 'invalid_union') return { issue, path }
  const inner = issue.errors.map((branch) => deepest(branch, path)).toSorted((a, b) => b.path.length - a.path.length)[0]
  return inner && inner.path.length > path.length ? inner : unknownKey(issue, path)
}

/** A misspelt key in a group of conditions is named, not the union around it. */
function unknownKey(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[]): { issue: z.core.$ZodIssue; path: PropertyKey[] } {
  const told = issue.errors
    .flat()
    .find((one) => one.code === 'unrecognized_keys' || one.code === 'custom' || one.code === 'too_big')
  return { issue: told ?? issue, path }
}

/** Where a value stands; when it lacks, where the thing around it begins. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return null
}

const oneLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 200)
