import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser'

/** Deeper nesting than any deck needs; a parser that calls itself must not be led deeper. */
const maxNesting = 40

/** A place in a text, counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}
export type Path = readonly (string | number)[]

export type ParsedText =
  | { readonly ok: true; readonly value: unknown; positionOf(path: Path): Position; duplicateKeys(): readonly Path[] }
  | { readonly ok: false; readonly position: Position; readonly fault: 'syntax' | 'nesting' }

/** Reads strict JSON (RFC 8259) and remembers where everything stood. */
export function parseJsonText(source: string): ParsedText {
  const text = source.replace(/^\uFEFF/, '')
  const starts = lineStarts(text)
  const deep = tooDeepAt(text)
  if (deep !== null) return { ok: false, position: positionAt(starts, deep), fault: 'nesting' }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const first = errors[0]
  if (first || !root) return { ok: false, position: positionAt(starts, first?.offset ?? 0), fault: 'syntax' }
  return {
    ok: true,
    value: JSON.parse(text) as unknown,
    positionOf: (path) => positionAt(starts, nearest(root, path).offset),
    duplicateKeys: () => duplicates(root),
  }
}

/** The node at a path, or the closest one above it when it is missing. */
function nearest(root: Node, path: Path): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node) return length === path.length && node.parent?.type === 'property' ? node.parent : node
  }
  return root
}

/** The same key twice in one object: JSON readers silently take the last. */
function duplicates(root: Node): readonly Path[] {
  const found: Path[] = []
  const walk = (node: Node, path: Path): void => {
    if (node.type === 'object') {
      const seen = new Set<string>()
      for (const property of node.children ?? []) {
        const [key, value] = property.children ?? []
        const name = String(key?.value)
        if (seen.has(name)) found.push([...path, name])
        seen.add(name)
        if (value) walk(value, [...path, name])
      }
    }
    if (node.type === 'array') node.children?.forEach((child, index) => walk(child, [...path, index]))
  }
  walk(root, [])
  return found
}

function tooDeepAt(text: string): number | null {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 0x5c) at++
      else if (code === 0x22) quoted = false
    } else if (code === 0x22) quoted = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxNesting) return at
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return null
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}
