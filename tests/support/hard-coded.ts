import { parseSync } from 'vite'

/** Attributes and properties whose text people read or hear. */
const readAloud = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'ariaLabel',
  'body',
  'buttonLabel',
  'buttons',
  'caption',
  'defaultPath',
  'description',
  'detail',
  'errorMessage',
  'hint',
  'innerText',
  'label',
  'message',
  'placeholder',
  'sub',
  'sublabel',
  'subtitle',
  'text',
  'textContent',
  'textValue',
  'tip',
  'title',
  'toolTip',
])
/** Calls that show what they are given: of the system (tray, boxes), of the page. */
const showing = new Set(['alert', 'append', 'confirm', 'prepend', 'replaceChildren', 'setTitle', 'setToolTip', 'showErrorBox'])

type Node = { type: string; start: number } & Record<string, unknown>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/**
 * Text for people that stands in a source file instead of a catalogue: text between tags, and text in attributes or properties that
 * are read (also behind `?:`, `&&`, in lists and in templates), what is written into such a property of an element, and what is handed to a
 * call that shows it (`tray.setToolTip`). What is handed to another call — `t('key')` — is the call's business.
 * @param allowed texts that are meant to stand there
 * @returns `line: text`, in the order of the file
 */
export function hardCoded(file: string, source: string, allowed: (text: string) => boolean = () => false): string[] {
  const parsed = parseSync(file, source)
  const fault = parsed.errors[0]
  if (fault) throw new Error(`${file}: ${fault.message}`)
  const found = new Map<number, string>()

  /** A value that is shown: literals count, and so do the branches that give them. */
  const shown = (value: unknown): void => {
    if (!isNode(value)) return
    switch (value.type) {
      case 'Literal':
        if (typeof value['value'] === 'string') note(value.start, value['value'])
        return
      case 'JSXText':
        note(value.start, String(value['value']))
        return
      case 'TemplateLiteral':
        for (const part of value['quasis'] as Node[]) note(part.start, (part['value'] as { cooked: string }).cooked)
        return
      case 'ConditionalExpression':
        shown(value['consequent'])
        shown(value['alternate'])
        return
      case 'LogicalExpression':
      case 'BinaryExpression':
        if (!/^[=!<>]/.test(String(value['operator']))) {
          shown(value['left'])
          shown(value['right'])
        }
        return
      case 'ArrayExpression':
        for (const each of value['elements'] as unknown[]) shown(each)
        return
      case 'JSXExpressionContainer':
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        shown(value['expression'])
    }
  }
  const note = (start: number, text: string): void => {
    const said = text.trim().replaceAll(/\s+/g, ' ')
    if (/\p{L}{2}/u.test(said) && !allowed(said)) found.set(start, said)
  }
  const nameOf = (name: unknown): string => {
    const said = isNode(name) ? (name['name'] ?? name['value']) : ''
    return typeof said === 'string' ? said : ''
  }

  /** `x` of `a.b.x`. */
  const propertyOf = (value: unknown): string =>
    isNode(value) && value.type === 'MemberExpression' && value['computed'] !== true ? nameOf(value['property']) : ''
  const called = (node: Node): void => {
    const name = propertyOf(node['callee']) || nameOf(node['callee'])
    const given = node['arguments'] as unknown[]
    if (showing.has(name)) for (const each of given) shown(each)
    const [attribute] = given
    if (name === 'setAttribute' && isNode(attribute) && readAloud.has(String(attribute['value']))) shown(given[1])
  }

  const visit = (node: Node): void => {
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') for (const child of node['children'] as unknown[]) shown(child)
    if (node.type === 'JSXAttribute' && readAloud.has(nameOf(node['name']))) shown(node['value'])
    if (node.type === 'Property' && readAloud.has(nameOf(node['key']))) shown(node['value'])
    if (node.type === 'AssignmentExpression' && readAloud.has(propertyOf(node['left']))) shown(node['right'])
    if (node.type === 'CallExpression') called(node)
    for (const value of Object.values(node))
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(each)) visit(each)
  }
  visit(parsed.program as unknown as Node)
  return [...found].sort(([a], [b]) => a - b).map(([start, text]) => `${source.slice(0, start).split('\n').length}: ${text}`)
}
