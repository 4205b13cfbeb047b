import { expect, test } from 'vitest'
import { servedFile } from '../../electron/security/served-file.ts'

const root = '/srv/app/renderer'
test('a file below the root', () =>
  expect(servedFile(root, 'app://desk/assets/desk-1a.js', 'desk')).toEqual({
    file: `${root}/assets/desk-1a.js`,
    type: 'text/javascript; charset=utf-8',
  }))
test.each(['app://desk/../main/main.js', 'app://desk/%2e%2e/main/main.js', 'app://desk/a/../../../x.js'])(
  '%s stays below the root',
  (url) => expect(servedFile(root, url, 'desk')?.file).toMatch(/^\/srv\/app\/renderer\//),
)
test.each([
  'app://desk/%2e%2e%2fmain/main.js',
  'app://desk/..%5c..%5cmain.js',
  'app://desk/assets/%252e%252e/x.js',
  'app://desk/assets/a.js%00.html',
  'app://desk//etc/passwd',
  'app://desk/',
  'app://desk/assets',
  'app://desk/.git/x.js',
  'app://desk/a/.env.json',
  'app://phone/assets/desk.js',
  'app://user:pw@desk/assets/desk.js',
  'file:///srv/app/renderer/assets/desk.js',
  'app://desk/assets/tool.exe',
  'not an address',
])('nothing for %s', (url) => expect(servedFile(root, url, 'desk')).toBeNull())
