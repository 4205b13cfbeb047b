import { join } from 'node:path'
import { account, startDesk } from '../lab/mail/support/desk.ts'
import { startMailLab } from '../lab/mail/support/mail-lab.ts'
import { fillMaildir } from '../lab/mail/support/maildir.ts'

export interface FirstSync {
  readonly letters: number
  /** Milliseconds from the account's configuration to the first conversations, the newest 750, all headers, the newest 1000 texts. */
  readonly firstShownMs: number
  readonly newest750Ms: number
  readonly allHeadersMs: number
  readonly bodies1000Ms: number
  /** Longest time a small read of the records process waited meanwhile: what a ringing call would feel. */
  readonly longestReadMs: number
}

/** Measures the first sync of a mailbox with a real Dovecot on loopback. Needs root and Dovecot. */
export async function measureFirstSync(letters: number): Promise<FirstSync> {
  const lab = await startMailLab()
  const desk = await startDesk()
  try {
    fillMaildir(join(lab.folder, 'mail/service'), letters, { flags: (index) => (index % 3 === 0 ? 'S' : '') })
    const began = Date.now()
    const count = async (): Promise<{ headers: number; bodies: number }> => {
      const store = desk.recordsContext.store()
      const headers = await store.read
        .selectFrom('message_copies')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      const bodies = await store.read
        .selectFrom('message_bodies')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return { headers: headers.n, bodies: bodies.n }
    }
    await desk.mail('configure', {
      accounts: [{ account: account(lab.ports), password: 'secret' }],
      trustedCertificates: [lab.certificate],
    })
    const marks: Record<string, number> = {}
    let longest = 0
    for (;;) {
      const asked = performance.now()
      await desk.records('contacts.list', { text: 'kov', cursor: null })
      longest = Math.max(longest, performance.now() - asked)
      const { headers, bodies } = await count()
      const mark = (name: string, reached: boolean): void => {
        if (reached) marks[name] ??= Date.now() - began
      }
      mark('first', headers > 0)
      mark('newest', headers >= Math.min(750, letters))
      mark('all', headers >= letters)
      mark('bodies', bodies >= Math.min(1000, letters))
      if (Object.keys(marks).length === 4) break
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    const { first = 0, newest = 0, all = 0, bodies = 0 } = marks
    return {
      letters,
      firstShownMs: first,
      newest750Ms: newest,
      allHeadersMs: all,
      bodies1000Ms: bodies,
      longestReadMs: Math.round(longest),
    }
  } finally {
    await desk.stop()
    await lab.stop()
  }
}

if (import.meta.main) console.log(JSON.stringify(await measureFirstSync(Number(process.argv[2] ?? 10_000)), null, 2))
