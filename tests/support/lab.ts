import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, chmodSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { mailServer, type MailServer } from './lab/mail.ts'
import { freePorts, type Ports } from './lab/ports.ts'
import { connectTelephone, type Telephone } from './lab/telephone.ts'

/** A private exchange and mail server on loopback. */
export type Lab = {
  /** Working folder: logs, `tls.crt`, `customer.wav`, `rec/`. */
  readonly folder: string
  readonly ports: Ports
  /** Environment of the lab's script, for tests that stop and start single parts. */
  readonly env: NodeJS.ProcessEnv
  readonly telephone: Telephone
  readonly mail: MailServer
  /** Provisioning profile of the agent at this lab; `tls.crt` must lie beside it. `more` replaces top-level keys. */
  readonly profile: (more?: object) => object
  /** Recordings of the customer's telephone, newest last: `said` is what it played, `heard` what reached it. */
  readonly recordings: () => { said: string; heard: string }[]
  readonly stop: () => Promise<void>
}

/** Why no lab can run here, or undefined when it can (Postfix, Dovecot and vmail's folders need root). */
export function noLabBecause(): string | undefined {
  if (process.platform !== 'linux') return 'the lab needs Linux'
  if (process.getuid?.() !== 0) return 'the lab needs root (Postfix and Dovecot change users)'
  const missing = ['kamailio', 'rtpengine', 'baresip', 'postfix', 'dovecot'].filter(
    (name) => !['/usr/sbin', '/usr/bin'].some((folder) => existsSync(join(folder, name))),
  )
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')} (tests/lab/exchange/lab install)`
}

/**
 * Starts a lab of one's own on free ports. A part that does not come up gets a second try on other ports, which is told: between our
 * asking for a port and the server's start somebody else may have taken it.
 * @throws with the lab's own words when a part does not come up
 */
export async function startLab(): Promise<Lab> {
  try {
    return await upOnFreePorts()
  } catch (error) {
    console.log(`${String(error)}; once more on other ports`)
    return upOnFreePorts()
  }
}

async function upOnFreePorts(): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-lab-'))
  chmodSync(folder, 0o755)
  const ports = await freePorts()
  const env = { ...process.env, ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])) }
  const lab = (verb: string): Promise<void> => runScript(folder, verb, env)
  try {
    await lab('up')
    const telephone = await connectTelephone(ports.PEER_CTRL_PORT)
    return {
      folder,
      ports,
      env,
      telephone,
      mail: mailServer(ports),
      profile: (more = {}) => ({ ...agentProfile(ports), ...more }),
      recordings: () => recordings(join(folder, 'rec')),
      stop: async () => {
        telephone.close()
        await lab('down')
        rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
      },
    }
  } catch (error) {
    await lab('down').catch(() => undefined)
    throw error
  }
}

/** The script leaves daemons behind that keep its output open, so its words go to a file and its exit is what counts. */
async function runScript(folder: string, verb: string, env: NodeJS.ProcessEnv): Promise<void> {
  const log = join(folder, `lab-${verb}.log`)
  const out = openSync(log, 'w')
  const child = spawn(inCheckout('tests/lab/exchange/lab'), [verb, folder], { env, stdio: ['ignore', out, out] })
  closeSync(out)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`lab ${verb} failed: ${readFileSync(log, 'utf8').trim()}`)
}

function agentProfile(ports: Ports): object {
  const secret = { value: 'secret' }
  return {
    version: 1,
    agent: { name: 'Anna Kovács', extension: 'agent' },
    line: {
      uri: 'sip:agent@toll.test',
      authorizationUser: 'agent',
      secret,
      servers: [`ws://127.0.0.1:${ports.WS_PORT}`],
      allowInsecure: true,
      tollFreeNumber: '+36801234567',
      region: 'HU',
      iceServers: [],
      expires: 300,
      recording: { policy: 'never' },
    },
    mailboxes: [
      {
        id: 'service',
        name: 'Customer service',
        address: 'service@toll.test',
        imap: { host: '127.0.0.1', port: ports.IMAPS_PORT, security: 'tls', user: 'service' },
        smtp: { host: '127.0.0.1', port: ports.SMTPS_PORT, security: 'tls', user: 'service' },
        secret,
      },
    ],
    trustedCertificates: ['tls.crt'],
    storage: { key: { file: 'db.key' } },
  }
}

function recordings(folder: string): { said: string; heard: string }[] {
  const said = readdirSync(folder).filter((name) => name.endsWith('-enc.wav'))
  const paths = said.map((name) => ({ said: join(folder, name), heard: join(folder, name.replace(/-enc\.wav$/, '-dec.wav')) }))
  return paths.toSorted((a, b) => statSync(a.said).mtimeMs - statSync(b.said).mtimeMs)
}
