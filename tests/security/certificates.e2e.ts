import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { ownCertificate } from '../support/own-certificate.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

const profile = (server: string, trustedCertificates: string[]): object => ({
  version: 1,
  line: { uri: 'sip:agent@toll.test', secret: { value: 'secret' }, servers: [server], region: 'HU' },
  trustedCertificates,
  storage: { key: { file: 'db.key' } },
})

test('an exchange whose certificate nobody vouches for is never spoken to; one the profile names is', async ({
  start,
  home,
}, info) => {
  const own = ownCertificate(info.outputPath('tls'))
  const peer = await sipPeer(friendly, own)
  const files = { 'db.key': { text: 'k'.repeat(64) }, 'tls.crt': { from: own.file } }
  try {
    const wary = await start(home(profile(peer.url, []), files))
    // That it cannot be reached is known at once; why, a moment later.
    const refused = await until(
      wary.desk,
      'the line says why',
      ({ line }) => line.registration.problem?.messageKey === 'error.line.certificate',
    )
    expect(refused.line.word).toBe('offline')
    expect(peer.requests).toEqual([])
    await wary.close()

    const trusting = await start(home(profile(peer.url, ['tls.crt']), files))
    await until(trusting.desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready')
    expect(peer.requests.some((request) => request.method === 'REGISTER')).toBe(true)
  } finally {
    await peer.close()
  }
})
