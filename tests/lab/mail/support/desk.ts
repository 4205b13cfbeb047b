import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { In, Out } from '#shared/contract/define.ts'
import { mailCalls, mailEvents, type MailAccount } from '#shared/contract/mail.ts'
import { recordsCalls, recordsEvents } from '#shared/contract/records/index.ts'
import { rpcClient, type RpcClient } from '#shared/contract/rpc.ts'
import type { MailboxStatus } from '#shared/domain/mail.ts'
import { startMail, type MailProcess } from '../../../../electron/mail/start.ts'
import { serveMailStore } from '../../../../electron/records/queries/mail/serve.ts'
import { startRecords, type Records } from '../../../../electron/records/start.ts'
import { pipePair } from '../../../unit/records/support/records.ts'

const clock = {
  setTimeout: (go: () => void, ms: number) => setTimeout(go, ms),
  clearTimeout: (handle: unknown) => clearTimeout(handle as never),
}
const key = 'b2'.repeat(32)

export interface Heard {
  readonly at: number
  readonly name: string
  readonly payload: unknown
}

/** Mail and records processes in this process, joined as main joins them. */
export interface Desk {
  readonly directory: string
  readonly heard: Heard[]
  readonly statuses: MailboxStatus[]
  readonly recordsContext: Records['context']
  records<K extends keyof typeof recordsCalls & string>(
    name: K,
    input: In<(typeof recordsCalls)[K]>,
  ): Promise<Out<(typeof recordsCalls)[K]>>
  mail<K extends keyof typeof mailCalls & string>(name: K, input: In<(typeof mailCalls)[K]>): Promise<Out<(typeof mailCalls)[K]>>
  /** Waits until the check gives something, at most `ms`. */
  until<T>(what: string, check: () => Promise<T> | T, ms?: number): Promise<NonNullable<T>>
  /** Ends both, as closing the app does; `keep` leaves the folder for a next start. */
  stop(keep?: boolean): Promise<void>
}

/** Opens the database (new, or of an earlier desk) and starts both halves. */
export async function startDesk(directory = join(mkdtempSync(join(tmpdir(), 'courtesy-desk-')), 'records')): Promise<Desk> {
  const heard: Heard[] = []
  const statuses: MailboxStatus[] = []
  const log = (level: string, what: string, context: unknown): void =>
    void heard.push({ at: Date.now(), name: `log.${level}.${what}`, payload: context })
  const [recordsPipe, toRecords] = pipePair()
  const records: Records = startRecords(recordsPipe)
  const recordsClient: RpcClient<typeof recordsCalls> = rpcClient(
    toRecords,
    recordsCalls,
    recordsEvents,
    (name, payload) => heard.push({ at: Date.now(), name, payload }),
    clock,
    log,
  )
  const [mailPipe, toMail] = pipePair()
  const mail: MailProcess = startMail(mailPipe, { first: 300, most: 3000, refused: 3000 })
  const mailClient: RpcClient<typeof mailCalls> = rpcClient(
    toMail,
    mailCalls,
    mailEvents,
    (name, payload) => {
      heard.push({ at: Date.now(), name: `mail.${name}`, payload })
      if (name === 'status') statuses.push(payload as MailboxStatus)
    },
    clock,
    log,
  )
  const [storeEnd, mailEnd] = pipePair()
  serveMailStore(storeEnd, records.context)
  mail.useStore(mailEnd)
  const desk: Desk = {
    directory,
    heard,
    statuses,
    recordsContext: records.context,
    async records(name, input) {
      const result = await recordsClient.call(name, input)
      if (!result.ok)
        throw Object.assign(new Error(`${name}: ${result.error.messageKey} ${result.error.detail ?? ''}`), {
          error: result.error,
        })
      return result.value
    },
    async mail(name, input) {
      const result = await mailClient.call(name, input)
      if (!result.ok)
        throw Object.assign(new Error(`${name}: ${result.error.messageKey} ${result.error.detail ?? ''}`), {
          error: result.error,
        })
      return result.value
    },
    async until(what, check, ms = 20_000) {
      for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 25))) {
        const value = await check()
        if (value) return value as never
        if (Date.now() > end)
          throw new Error(
            `not seen in ${ms} ms: ${what}; last status ${JSON.stringify(statuses.at(-1))}; logs ${JSON.stringify(heard.filter((entry) => entry.name.startsWith('log') || entry.name === 'mail.log').slice(-5))}`,
          )
      }
    },
    async stop(keep = false) {
      await mail.stop()
      await records.stop()
      mailClient.close()
      recordsClient.close()
      if (!keep) rmSync(join(directory, '..'), { recursive: true, force: true })
    },
  }
  await desk.records('store.open', { directory, key, region: 'HU' })
  return desk
}

/** The service mailbox at a lab. */
export function account(ports: { IMAPS_PORT: number; SMTPS_PORT: number }, more: Partial<MailAccount> = {}): MailAccount {
  return {
    id: 'service',
    name: 'Customer service',
    address: 'service@toll.test',
    senderName: 'Customer service',
    imap: { host: '127.0.0.1', port: ports.IMAPS_PORT, security: 'tls', user: 'service' },
    smtp: { host: '127.0.0.1', port: ports.SMTPS_PORT, security: 'tls', user: 'service' },
    allowInsecure: false,
    ...more,
  }
}
