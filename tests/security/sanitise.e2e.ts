import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { expect, test } from '../support/e2e.ts'

const messageId = '0199f1a0-7b1c-7000-8000-000000000001'
const attachment = { part: 4, fileName: 'logo.png', contentType: 'image/png', size: 1, inline: true, contentId: 'logo@x' }

/** The sanitiser as a script of its own, for a page of the real Chromium. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: join(inCheckout('renderer/desk/features/mail/letter'), 'sanitise.ts'),
        formats: ['iife'],
        name: 'letterTools',
      },
    },
  })
  const [first] = [built].flat()
  if (!first || !('output' in first)) throw new Error('the sanitiser was not built')
  return first.output[0].code
}

const clean = (desk: Page, html: string): Promise<{ html: string; blocked: number }> =>
  desk.evaluate(`letterTools.sanitise(${JSON.stringify(html)}, '${messageId}', [${JSON.stringify(attachment)}])`)

/** Hostile letters: what must be gone from each. */
const hostile: readonly (readonly [string, string, RegExp])[] = [
  ['script', '<p>a</p><script>alert(1)</script>', /script|alert/i],
  ['handler', '<img src="x" onerror="alert(1)"><p onclick=alert(1)>a</p>', /onerror|onclick|alert/i],
  ['javascript link', '<a href="java\nscript:alert(1)">a</a><a href="JaVaScRiPt:alert(1)">b</a>', /javascript|alert/i],
  ['data link', '<a href="data:text/html,<script>alert(1)</script>">a</a>', /data:|alert/i],
  ['form', '<form action="https://evil.example"><input name="p"><button>Log in</button></form>', /<form|<input|<button|evil/i],
  ['frame', '<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x">', /iframe|object|embed|evil/i],
  [
    'refresh',
    '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example">',
    /meta|base|evil/i,
  ],
  ['stylesheet', '<link rel="stylesheet" href="https://evil.example/a.css">', /link|evil/i],
  ['import', '<style>@import "https://evil.example/a.css"; p{color:red}</style><p>a</p>', /@import|evil/i],
  ['escaped import', '<style>@\\69mport "https://evil.example/a.css";</style><p>a</p>', /evil/i],
  ['style element picture', '<style>p{background:url(https://evil.example/a.png)}</style><p>a</p>', /url|evil/i],
  ['style picture', '<p style="background:url(https://evil.example/a.png);color:red">a</p>', /url|evil/i],
  ['escaped style', '<p style="background:\\75rl(https://evil.example/a.png)">a</p>', /evil/i],
  ['picture set', '<p style="background:image-set(\'https://evil.example/a.png\' 1x)">a</p>', /evil/i],
  ['remote picture', '<img src="https://evil.example/pixel.gif"><img src="//evil.example/b.png">', /evil/i],
  ['srcset', '<img srcset="https://evil.example/a 2x" src="https://evil.example/b">', /evil/i],
  ['background', '<table background="https://evil.example/a"><tr><td background="//evil.example/b">a</td></tr></table>', /evil/i],
  ['poster', '<video poster="https://evil.example/a" src="https://evil.example/b"></video>', /evil|video/i],
  ['share', '<img src="file://evil/share/a.png"><img src="\\\\evil\\share\\a.png"><a href="smb://evil/x">a</a>', /evil/i],
  [
    'svg',
    '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a><image href="https://evil.example/a"/></svg>',
    /svg|alert|evil/i,
  ],
  [
    'math',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    /onerror|alert|<math/i,
  ],
  ['svg picture', '<img src="data:image/svg+xml;base64,PHN2Zz4=">', /svg/i],
  ['app address', '<img src="app://desk/desk/index.html"><a href="app://desk/desk/index.html">a</a>', /app:\/\/desk/i],
  ['mutation', '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', /onerror=|<img/i],
  ['names', '<a id="courtesy" name="courtesy">a</a>', /id=|name=/i],
]

test('hostile letters come out harmless', async ({ start }) => {
  const { desk } = await start()
  await desk.evaluate(await bundle())
  for (const [name, html, gone] of hostile) {
    const { html: left } = await clean(desk, html)
    expect(left, name).not.toMatch(gone)
  }
})

test('what a letter is for stays: text, safe links, its own pictures; the rest is counted', async ({ start }) => {
  const { desk } = await start()
  await desk.evaluate(await bundle())
  const { blocked, html } = await clean(
    desk,
    '<p style="color:red;background:url(https://a.example/x)">Dobrý <b>den</b></p><a href="https://a.example/x?y=1">there</a>' +
      '<img src="cid:logo@x" alt="Logo"><img src="cid:other"><img src="https://a.example/p.gif"><table><tr><td>1</td></tr></table>',
  )
  expect(html).toContain('Dobrý <b>den</b>')
  expect(html).toContain('color:red')
  expect(html).toMatch(/<a [^>]*href="https:\/\/a\.example\/x\?y=1"[^>]*target="_blank"/)
  expect(html).toContain('rel="noopener noreferrer"')
  expect(html).toContain(`app://letter/part/${messageId}/4`)
  expect(html).toContain('<td>1</td>')
  expect(blocked).toBe(3)
})
