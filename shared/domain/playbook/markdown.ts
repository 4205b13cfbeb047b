import type { ListItem, Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { Refusal } from './refusal.ts'
import { linkPattern, type Block, type Inline } from './tree.ts'

const mostSteps = 20
/** Quotes in quotes, lists in lists: nobody reads deeper, and a parser should not have to. */
const deepest = 4
/** Characters of a part without a blank line, and signs of Markdown in a file: a parser looks at many of them for each other one. */
const longestPart = 4000
const mostSigns = 2000
const sign = /[[*_<&`!\\]/g

/**
 * Reads a body into a tree that holds only what {@link Block} can say. HTML, pictures, code, tables, reference links and unsafe
 * addresses are refused, never dropped: what an author wrote is shown or named, not lost.
 * @param firstLine the number of the body's first line in its file
 */
export function readBody(body: string, firstLine: number): { blocks: Block[]; steps: number } {
  checkLines(body, firstLine)
  const root = fromMarkdown(body, { extensions: [gfmTaskListItem()], mdastExtensions: [gfmTaskListItemFromMarkdown()] })
  const walk = new Walk(firstLine)
  const blocks = root.children.map((node) => walk.block(node, 0))
  if (walk.steps === 0) throw new Refusal(null, 'playbook.problem.noSteps')
  return { blocks, steps: walk.steps }
}

/** Text that would only serve to keep a parser busy. */
function checkLines(body: string, firstLine: number): void {
  let part = 0
  let signs = 0
  for (const [index, line] of body.split('\n').entries()) {
    part = line.trim() === '' ? 0 : part + line.length
    signs += line.match(sign)?.length ?? 0
    if (part > longestPart) throw new Refusal(firstLine + index, 'playbook.problem.longPart', { most: longestPart })
    if (signs > mostSigns) throw new Refusal(firstLine + index, 'playbook.problem.tooManySigns', { most: mostSigns })
    if (/^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){7}/.test(line) || /^[ \t]{40}/.test(line))
      throw new Refusal(firstLine + index, 'playbook.problem.tooDeep')
  }
}

class Walk {
  steps = 0
  readonly #firstLine: number
  constructor(firstLine: number) {
    this.#firstLine = firstLine
  }

  block(node: RootContent, depth: number): Block {
    if (depth > deepest) throw new Refusal(this.#line(node), 'playbook.problem.tooDeep')
    switch (node.type) {
      case 'paragraph':
        return { t: 'p', of: this.#inlines(node.children) }
      case 'heading':
        return { t: 'h', of: this.#inlines(node.children) }
      case 'blockquote':
        return { t: 'quote', of: node.children.map((child) => this.block(child, depth + 1)) }
      case 'list': {
        const ticked = node.children.filter((item) => typeof item.checked === 'boolean').length
        if (ticked === 0)
          return { t: 'list', ordered: node.ordered === true, items: node.children.map((item) => this.#item(item, depth)) }
        const other = node.children.find((item) => typeof item.checked !== 'boolean')
        if (depth > 0 || other) throw new Refusal(this.#line(other ?? node), 'playbook.problem.mixedSteps')
        return { t: 'steps', items: node.children.map((item) => ({ index: this.#step(item), of: this.#item(item, depth) })) }
      }
      default:
        return this.#refuse(node)
    }
  }

  #step(item: ListItem): number {
    if (this.steps === mostSteps) throw new Refusal(this.#line(item), 'playbook.problem.tooManySteps', { most: mostSteps })
    return this.steps++
  }

  #item(item: ListItem, depth: number): Block[] {
    return item.children.map((child) => this.block(child, depth + 1))
  }

  #inlines(nodes: readonly PhrasingContent[], depth = 0): Inline[] {
    return nodes.map((node): Inline => {
      if (depth > deepest) throw new Refusal(this.#line(node), 'playbook.problem.tooDeep')
      switch (node.type) {
        case 'text':
          return { t: 'text', text: node.value.replaceAll('\n', ' ') }
        case 'break':
          return { t: 'break' }
        case 'strong':
          return { t: 'strong', of: this.#inlines(node.children, depth + 1) }
        case 'emphasis':
          return { t: 'em', of: this.#inlines(node.children, depth + 1) }
        case 'link':
          if (!linkPattern.test(node.url))
            throw new Refusal(this.#line(node), 'playbook.problem.link', { url: node.url.slice(0, 80) })
          return { t: 'link', href: node.url, of: this.#inlines(node.children, depth + 1) }
        default:
          return this.#refuse(node)
      }
    })
  }

  #refuse(node: Nodes): never {
    if (node.type === 'html') throw new Refusal(this.#line(node), 'playbook.problem.html')
    if (node.type === 'image' || node.type === 'imageReference') throw new Refusal(this.#line(node), 'playbook.problem.image')
    throw new Refusal(this.#line(node), 'playbook.problem.notSupported', { what: node.type })
  }

  #line(node: Nodes): number | null {
    return node.position ? node.position.start.line + this.#firstLine - 1 : null
  }
}
