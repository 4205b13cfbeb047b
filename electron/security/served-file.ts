import { isAbsolute, relative, resolve, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wasm: 'application/wasm',
}

export interface ServedFile {
  readonly file: string
  readonly type: string
}

/**
 * The file an `app:` address means below `root`, or null: another host, a path that leaves the root in any spelling, a NUL,
 * a backslash, or a kind of file that is not in the table.
 */
export function servedFile(root: string, url: string, host: string): ServedFile | null {
  let path: string
  try {
    const parsed = new URL(url)
    if (parsed.protocol !== 'app:' || parsed.host !== host || parsed.username !== '' || parsed.password !== '') return null
    path = decodeURIComponent(parsed.pathname)
  } catch {
    return null
  }
  if (/[\0\\]|%/.test(path)) return null
  const file = resolve(root, `.${path}`)
  const below = relative(root, file)
  if (below === '' || below.startsWith('..') || isAbsolute(below) || below.split(sep).some((part) => part.startsWith('.')))
    return null
  const type = types[/\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '']
  return type === undefined ? null : { file, type }
}
