import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { profileLine } from '../../../electron/policy/connections.ts'
import { loadProfile } from '../../../electron/policy/load-profile.ts'
import { ownCertificate } from '../../support/own-certificate.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtesy-profile-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const good = {
  version: 1,
  agent: { name: 'Anna', extension: 'agent' },
  line: { uri: 'sip:agent@toll.test', secret: { value: 'line-pw' }, servers: ['wss://exchange.test'], region: 'HU' },
  mailboxes: [
    {
      id: 'service',
      name: 'Service',
      address: 'service@toll.test',
      imap: { host: '127.0.0.1', port: 993, security: 'tls', user: 'service' },
      smtp: { host: '127.0.0.1', port: 465, security: 'tls', user: 'service' },
      secret: { env: 'MAIL_SECRET' },
    },
  ],
}
const write = (value: unknown): string => {
  const path = join(folder, 'profile.json')
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}
const refusal = (value: unknown, env: NodeJS.ProcessEnv = { MAIL_SECRET: 'pw' }): string => {
  const loaded = loadProfile(write(value), env)
  return loaded.ok ? 'accepted' : loaded.line
}

describe('profile', () => {
  test('secrets come from the value, the environment or a file beside it', () => {
    writeFileSync(join(folder, 'pw'), 'from-file\n')
    const loaded = loadProfile(write({ ...good, line: { ...good.line, secret: { file: 'pw' } } }), { MAIL_SECRET: 'from-env' })
    expect(loaded.ok && [loaded.loaded.lineSecret, loaded.loaded.mailboxSecrets.get('service')]).toEqual([
      'from-file',
      'from-env',
    ])
  })
  test.each([
    ['unknown key', { ...good, colour: 'red' }, /profile\.json: colour: is not a known key/],
    ['unknown key inside', { ...good, line: { ...good.line, srevers: [] } }, /line\.srevers: is not a known key/],
    ['wrong type', { ...good, line: { ...good.line, expires: 'soon' } }, /line\.expires: /],
    ['wrong version', { ...good, version: 2 }, /version: /],
    ['clear text line', { ...good, line: { ...good.line, servers: ['ws://x'] } }, /line\.servers\[0\]: ws: is not encrypted/],
    [
      'clear text mail',
      { ...good, mailboxes: [{ ...good.mailboxes[0], imap: { ...good.mailboxes[0]?.imap, security: 'none' } }] },
      /mailboxes\[0\]\.imap\.security: "none" is not encrypted/,
    ],
    [
      'a reason nobody can give',
      { ...good, line: { ...good.line, agentCodes: { pause: '*47', reasons: { smoke: '*473' } } } },
      /line\.agentCodes\.reasons\.smoke: is not a known key/,
    ],
    [
      'a code nobody can dial',
      { ...good, line: { ...good.line, agentCodes: { login: '* 45' } } },
      /line\.agentCodes\.login: may hold/,
    ],
    [
      'an outcome nobody knows',
      { ...good, queues: [{ name: 'Orders', dispositions: ['resolved', 'solved'] }] },
      /queues\[0\]\.dispositions\[1\]: /,
    ],
    [
      'an outcome twice',
      { ...good, queues: [{ name: 'Orders', dispositions: ['resolved', 'resolved'] }] },
      /queues\[0\]\.dispositions\[1\]: stands in the list twice/,
    ],
    ['a queue without outcomes', { ...good, queues: [{ name: 'Orders', dispositions: [] }] }, /queues\[0\]\.dispositions: /],
    [
      'a queue twice',
      { ...good, queues: ['Orders', 'orders'].map((name) => ({ name, dispositions: ['resolved'] })) },
      /queues\[1\]\.name: is the name of two queues/,
    ],
    [
      'a queue that is misspelt',
      { ...good, queues: [{ queue: 'Orders', dispositions: ['resolved'] }] },
      /queues\[0\]\.?(name|queue)?: /,
    ],
    [
      'a voice twice',
      { ...good, line: { ...good.line, codecs: ['pcma', 'pcma'] } },
      /line\.codecs\[1\]: stands in the list twice/,
    ],
    ['a voice nobody has', { ...good, line: { ...good.line, codecs: ['speex'] } }, /line\.codecs\[0\]: /],
    ['bad server', { ...good, line: { ...good.line, servers: ['http://x'] } }, /must begin with wss/],
    [
      'missing certificate',
      { ...good, trustedCertificates: ['no.crt'] },
      /trustedCertificates\[0\]: cannot read no\.crt \(ENOENT\)/,
    ],
    ['missing key file', { ...good, storage: { key: { file: 'no.key' } } }, /storage\.key\.file: cannot read/],
    ['no object', [], /\(whole file\): /],
  ])('%s is refused with file, key and mend', (_name, value, pattern) => {
    const line = refusal(value)
    expect(line).toMatch(pattern)
    expect(line.split('\n')).toHaveLength(1)
  })
  test('certificates that cannot be read are refused by name, good ones are taken whole', () => {
    const { file } = ownCertificate(folder)
    const pem = readFileSync(file, 'utf8')
    const torn = pem.replace(/^([A-Za-z0-9+/]{64})$/m, 'AAAA$1')
    for (const [text, taken] of [
      [pem, true],
      [`Our company\n${pem}${pem}`, true],
      [torn, false],
      [`${pem}${torn}`, false],
      ['-----BEGIN CERTIFICATE-----\n', false],
    ] as const) {
      writeFileSync(join(folder, 'company.crt'), text)
      const line = refusal({ ...good, trustedCertificates: ['company.crt'] })
      if (taken) expect(line).toBe('accepted')
      else expect(line).toMatch(/trustedCertificates\[0\]: is no PEM certificate that can be read/)
    }
  })
  test.each(['sip:a%zz@x', 'sip:a%@x', 'sip:%ff@x', 'sip:a@x%z'])('a line at %s, which cannot be decoded, is refused', (uri) =>
    expect(refusal({ ...good, line: { ...good.line, uri } })).toMatch(
      /profile\.json: line\.uri: holds a % that begins no escape; write %25 for a plain %$/,
    ),
  )
  test.each(['wss://%zz', 'wss://exchange.test:99999'])('a server at %s, which nobody can reach, is refused', (server) =>
    expect(refusal({ ...good, line: { ...good.line, servers: ['wss://exchange.test', server] } })).toMatch(
      /line\.servers\[1\]: is no address that can be reached; correct its host or port$/,
    ),
  )
  test('an address with escapes signs in under what they stand for', () => {
    const loaded = loadProfile(write({ ...good, line: { ...good.line, uri: 'sip:a%25b%C3%A9@toll.test' } }), {
      MAIL_SECRET: 'pw',
    })
    expect(loaded.ok && profileLine(loaded.loaded.profile)?.authorizationUser).toBe('a%bé')
  })
  test('an environment variable that is not set', () =>
    expect(refusal(good, {})).toMatch(/mailboxes\[0\]\.secret\.env: the environment variable MAIL_SECRET is not set/))
  test('broken JSON names the line and repeats nothing of the text', () => {
    const line = refusal('{\n "version": 1,\n "secret-word"\n}')
    expect(line).toMatch(/line [34]: is not valid JSON/)
    expect(line).not.toContain('secret-word')
  })
  test('a file that is not there', () => {
    const loaded = loadProfile(join(folder, 'none.json'))
    expect(loaded.ok ? '' : loaded.line).toMatch(/none\.json: \(file\): cannot be read \(ENOENT\); check --profile/)
  })
})
