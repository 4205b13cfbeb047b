import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mailServer, type MailServer } from '../../../support/lab/mail.ts'
import { freePorts, type Ports } from '../../../support/lab/ports.ts'

/** Daemons keep their output open, so it is not listened to: only the exit counts. */
async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${command} ended with ${code}`)
}

const templates = join(import.meta.dirname, '../../exchange/templates')

/** Only the mail half of the lab: a private Dovecot and Postfix. */
export interface MailLab {
  readonly folder: string
  readonly ports: Ports
  readonly mail: MailServer
  /** PEM of its certificate. */
  readonly certificate: string
  startDovecot(): Promise<void>
  stopDovecot(): Promise<void>
  stop(): Promise<void>
}

/** Starts Dovecot and Postfix from the lab's own templates, on free ports, in a folder of their own. Needs root. */
export async function startMailLab(): Promise<MailLab> {
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-mail-'))
  chmodSync(folder, 0o755)
  const ports = await freePorts()
  for (const name of ['mail', 'dovecot', 'postfix/etc', 'postfix/queue', 'postfix/data'])
    mkdirSync(join(folder, name), { recursive: true })
  try {
    execFileSync('id', ['vmail'], { stdio: 'ignore' })
  } catch {
    execFileSync('useradd', ['-r', '-M', '-d', '/nonexistent', 'vmail'])
  }
  execFileSync('chown', ['vmail', join(folder, 'mail')])
  execFileSync('chown', ['postfix', join(folder, 'postfix/data')])
  const certificate = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '3',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1',
  ]
  execFileSync('openssl', [...certificate, '-keyout', join(folder, 'tls.key'), '-out', join(folder, 'tls.crt')], {
    stdio: 'ignore',
  })
  const render = (template: string, target: string): void => {
    let text = readFileSync(join(templates, template), 'utf8').replaceAll('@DIR@', folder)
    for (const [name, port] of Object.entries(ports)) text = text.replaceAll(`@${name}@`, String(port))
    writeFileSync(join(folder, target), text)
  }
  render('dovecot.conf', 'dovecot.conf')
  render('postfix-main.cf', 'postfix/etc/main.cf')
  render('postfix-master.cf', 'postfix/etc/master.cf')
  const dovecot = join(folder, 'dovecot.conf')
  const postfix = join(folder, 'postfix/etc')
  const lab: MailLab = {
    folder,
    ports,
    mail: mailServer(ports),
    certificate: readFileSync(join(folder, 'tls.crt'), 'utf8'),
    async startDovecot() {
      await run('dovecot', ['-c', dovecot])
    },
    async stopDovecot() {
      await run('doveadm', ['-c', dovecot, 'stop'])
    },
    async stop() {
      await run('postfix', ['-c', postfix, 'stop']).catch(() => undefined)
      await lab.stopDovecot().catch(() => undefined)
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
  await lab.startDovecot()
  await run('postfix', ['-c', postfix, 'start'])
  for (let tries = 0; ; tries++) {
    try {
      await lab.mail.read('nobody')
      return lab
    } catch (thrown) {
      if (tries > 40) throw thrown
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
