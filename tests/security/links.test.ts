import { describe, expect, test, vi } from 'vitest'

const opened = vi.hoisted(() => [] as string[])
vi.mock('electron', () => ({ shell: { openExternal: (url: string) => (opened.push(url), Promise.resolve()) } }))
const { externalUrl, openExternal } = await import('../../electron/security/open-external.ts')
const { parseLink } = await import('../../electron/app/deep-link.ts')
const { clickedLink } = await import('../../electron/app/clicked-link.ts')

describe('addresses to open outside', () => {
  test("http and https, in the parser's spelling", () => {
    expect(externalUrl('https://Example.COM/a b')).toBe('https://example.com/a%20b')
    expect(externalUrl('http://xn--pple-43d.com')).toBe('http://xn--pple-43d.com/')
  })
  test.each([
    'smb://host/share',
    'file:///etc/passwd',
    'ms-msdt:/id',
    '\\\\host\\share',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:pw@host/',
    'vbscript:x',
    'app://desk/',
    '',
    'https://',
    `https://x/${'a'.repeat(3000)}`,
  ])('never %s', async (url) => {
    expect(externalUrl(url)).toBeNull()
    expect((await openExternal(url)).ok).toBe(false)
    expect(opened).toEqual([])
  })
})

describe('links from outside only fill in', () => {
  test('telephone numbers', () => {
    expect(parseLink('tel:+36-30-123-4567;ext=5')).toEqual({ kind: 'dial', target: '+36-30-123-4567' })
    expect(parseLink('callto://+36301234567')).toEqual({ kind: 'dial', target: '+36301234567' })
    expect(parseLink('callto:+36%2030%20123')).toEqual({ kind: 'dial', target: '+36 30 123' })
    expect(parseLink('tel:%2B3630')).toEqual({ kind: 'dial', target: '+3630' })
    expect(parseLink('sip:anna@toll.test?Subject=x')).toEqual({ kind: 'dial', target: 'sip:anna@toll.test' })
    expect(parseLink('tel:\u0000"><script>')).toEqual({ kind: 'dial', target: 'script' })
  })
  test('mailto: no attachment, no header injection', () => {
    expect(parseLink('mailto:a@b.c?subject=Hi%0d%0aBcc:x@y.z&attach=/etc/passwd&bcc=q@q.q&body=1%0A2')).toEqual({
      kind: 'compose',
      to: ['a@b.c'],
      cc: [],
      subject: 'Hi Bcc:x@y.z',
      body: '1\n2',
    })
  })
  test('mailto: what is behind a second ? or = is part of it', () => {
    expect(parseLink('mailto:a@b.c?subject=1+1=2&body=Why?&cc=d@e.f')).toEqual({
      kind: 'compose',
      to: ['a@b.c'],
      cc: ['d@e.f'],
      subject: '1+1=2',
      body: 'Why?',
    })
  })
  test.each(['https://x', 'mailt:', 'tel:', 'javascript:1', `tel:${'1'.repeat(5000)}`])('nothing for %s', (link) =>
    expect(parseLink(link)).toBeNull(),
  )
})

describe('a click on a link in a letter', () => {
  const told: [string, unknown][] = []
  const click = clickedLink({ tell: (name, payload) => void told.push([name, payload]) })
  test('a page is asked about, a number or an address is filled in, anything else leads nowhere', () => {
    expect(click('https://example.com/x')).toBe(true)
    expect(click('tel:+36301234567')).toBe(true)
    expect(click('mailto:anna@example.com')).toBe(true)
    for (const dead of ['https://user:pw@host/', 'javascript:alert(1)', 'file:///etc/passwd', 'app://desk/'])
      expect(click(dead)).toBe(false)
    expect(told).toEqual([
      ['link', { url: 'https://example.com/x' }],
      ['prefill', { kind: 'dial', target: '+36301234567' }],
      ['prefill', expect.objectContaining({ kind: 'compose', to: ['anna@example.com'] })],
    ])
  })
})
