const token =
  /[\t\n\r ]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y
const space = /[\t\n\r ]*/y

/**
 * The line (from 1) at which a text stops being JSON (RFC 8259), or null when it is JSON. Engines say the place in words of their own, or
 * not at all. Walks without recursion, so that no depth can hurt.
 */
export function jsonFaultLine(text: string): number | null {
  const open: string[] = []
  /** What may come next: a value, the first of a list, a key, the first key, a colon, or what follows a value. */
  let want: 'value' | 'first' | 'key' | 'firstKey' | 'colon' | 'after' = 'value'
  for (let at = 0; ;) {
    space.lastIndex = at
    space.exec(text)
    const start = space.lastIndex
    const lineHere = (): number => text.slice(0, start).split('\n').length
    if (start >= text.length) return want === 'after' && open.length === 0 ? null : lineHere()
    token.lastIndex = at
    const found = token.exec(text)
    if (!found) return lineHere()
    at = token.lastIndex
    const [, mark, string] = found
    const top = open.at(-1)
    const closes = (mark === '}' && top === '{') || (mark === ']' && top === '[')
    if ((want === 'value' || want === 'first') && (mark === '{' || mark === '[')) {
      open.push(mark)
      want = mark === '{' ? 'firstKey' : 'first'
    } else if ((want === 'value' || want === 'first') && mark === undefined) want = 'after'
    else if ((want === 'key' || want === 'firstKey') && string !== undefined) want = 'colon'
    else if (want === 'colon' && mark === ':') want = 'value'
    else if (want === 'after' && mark === ',' && top !== undefined) want = top === '{' ? 'key' : 'value'
    else if (closes && (want === 'after' || want === 'first' || want === 'firstKey')) {
      open.pop()
      want = 'after'
    } else return lineHere()
  }
}
