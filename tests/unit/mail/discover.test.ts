import { expect, test } from 'vitest'
import { readAutoconfig } from '../../../electron/mail/discover/autoconfig.ts'
import { discover } from '../../../electron/mail/discover/discover.ts'

const config = (
  incoming: string,
  outgoing: string,
): string => `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x">
  <incomingServer type="pop3"><hostname>pop.x.test</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
  ${incoming}${outgoing}</emailProvider></clientConfig>`
const imap = (socket: string, host = 'imap.x.test', port = 993): string =>
  `<incomingServer type="imap"><hostname>${host}</hostname><port>${port}</port><socketType>${socket}</socketType><username>%EMAILLOCALPART%</username></incomingServer>`
const smtp =
  '<outgoingServer type="smtp"><hostname>smtp.x.test</hostname><port>587</port><socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></outgoingServer>'

test("a provider's file is read: IMAP and SMTP with encryption, the user as it says", () => {
  expect(readAutoconfig(config(imap('SSL'), smtp), 'anna@x.test')).toEqual({
    imap: { host: 'imap.x.test', port: 993, security: 'tls', user: 'anna' },
    smtp: { host: 'smtp.x.test', port: 587, security: 'starttls', user: 'anna@x.test' },
  })
})

test.each([
  ['clear text', config(imap('plain'), smtp)],
  ['a host that is none', config(imap('SSL', 'imap x/../'), smtp)],
  ['a port that is none', config(imap('SSL', 'imap.x.test', 70_000), smtp)],
  ['no SMTP', config(imap('SSL'), '')],
  ['no XML', '<html>Not found</html>'],
  ['nothing', ''],
])('a file with %s gives nothing', (_what, xml) => expect(readAutoconfig(xml, 'anna@x.test')).toBeNull())

test('no network, no such domain: an empty answer, soon', async () => {
  const began = Date.now()
  expect(await discover('anna@does-not-exist.invalid')).toEqual([])
  expect(Date.now() - began).toBeLessThan(14_000)
}, 20_000)

test('what is no address is refused', async () => {
  await expect(discover('anna')).rejects.toMatchObject({ error: { messageKey: 'error.mail.badAddress' } })
})
