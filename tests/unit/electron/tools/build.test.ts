import { describe, expect, test } from 'vitest'
import { firstOf } from '../../../../electron/tools/build/first-chunk.ts'
import { parsedData } from '../../../../electron/tools/build/parsed-data.ts'

describe('the file of the first picture', () => {
  const imports: Record<string, string[]> = {
    'desk.html': ['desk.ts'],
    'desk.ts': ['react', 'shared.ts', 'ring.ts'],
    'ring.ts': ['desk.ts'],
    'phone.html': ['phone.ts'],
    'phone.ts': ['shared.ts', 'sip'],
  }
  const modules = { getModuleInfo: (id: string) => (imports[id] ? { importedIds: imports[id] } : null) }
  const name = firstOf({ desk: 'desk.html', phone: 'phone.html' }, 'desk')
  const named = (id: string): string | null => name(id, modules)

  test('holds what the window alone imports, round in a circle too', () => {
    expect(['desk.html', 'desk.ts', 'ring.ts', 'react'].map(named)).toEqual(['desk', 'desk', 'desk', 'desk'])
  })
  test('and nothing that another window needs, or nobody', () => {
    expect(['shared.ts', 'phone.ts', 'sip', 'lazy.ts'].map(named)).toEqual([null, null, null, null])
  })
})

describe('data as text', () => {
  const { transform } = parsedData(/numbers/)
  const made = (code: string): string | undefined => transform.handler(code)?.code

  test('plain JSON is read by JSON.parse, quotes and all', () => {
    const code = made(`// why\nexport default {"a":[1,"it's \\"so\\""],"b":{"c":null}}`)
    expect(code).toMatch(/^export default JSON\.parse\("/)
    const text = code?.replace(/^export default JSON\.parse\((.*)\)$/s, '$1') ?? ''
    expect(JSON.parse(JSON.parse(text) as string)).toEqual({ a: [1, `it's "so"`], b: { c: null } })
  })
  test.each([['export default { a: 1 }'], ['export default {"a": f()}'], ['export const a = {"a":1}'], ['']])(
    'anything else stays: %s',
    (code) => {
      expect(made(code)).toBeUndefined()
    },
  )
})
