import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { practicePlaces } from '#shared/practice/places.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import { profileSchema } from '#shared/settings/profile.ts'
import type { Practice, PracticeParts } from '../app/services.ts'
import type { Log } from '../diagnostics/log.ts'
import { jsonStore } from '../policy/json-store.ts'
import type { LoadedProfile } from '../policy/load-profile.ts'
import { writeAtomic } from '../policy/write-atomic.ts'
import { Conductor } from './customers/conductor.ts'
import { correspondents } from './customers/letters.ts'
import { loadCast } from './customers/load.ts'
import { peopleOf, serviceAddress } from './customers/people.ts'
import { progressSchema } from './customers/progress.ts'
import { seed } from './customers/seed.ts'
import { startExchange } from './exchange/exchange.ts'
import { domain } from './exchange/leg.ts'
import { startMailbox } from './mailbox/mailbox.ts'
import { practiceWindow } from './window.ts'

const mailboxId = 'service'

/**
 * Starts the practice line and mailbox and answers with the profile that leads to them: ordinary servers on loopback, with ports and
 * passwords of this start alone. What follows knows no difference to a real line and a real mailbox.
 * @param folder the practice folder of a language: its records, letters, settings and keys are never those of real work; a team's own
 * scenarios lie beside it in `own`, for every language
 */
export async function startPractice(options: {
  folder: string
  resources: string
  out: string
  language: PracticeLanguage
  words: { agent: string; service: string; unexpected: string }
  log: Log
}): Promise<Practice> {
  const { folder, language, words, log } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const cast = loadCast(options.resources, { own: join(folder, '../own'), language })
  for (const problem of cast.problems) log('warn', 'practice.scenario.refused', { ...problem })
  const people = cast.scenarios.flatMap((scenario) => peopleOf(scenario, language).map((person) => ({ scenario, person })))
  const find = (address: string) => people.find((each) => each.person.address === address.toLowerCase()) ?? null
  const password = (): string => randomBytes(18).toString('base64url')
  const line = { user: 'agent', password: password() }
  const mail = { user: mailboxId, password: password() }

  const mailbox = await startMailbox({
    file: join(folder, 'letters.json'),
    ...mail,
    own: serviceAddress,
    exists: (address) => find(address) !== null,
    taken: (letter) => letters.received(letter),
    log,
  })
  const letters = correspondents({
    mailbox: () => mailbox,
    language,
    service: words.service,
    unexpected: words.unexpected,
    find,
    people: (scenario) => peopleOf(scenario, language),
    written: (scenario) => conductor?.written(scenario),
  })
  let conductor: Conductor | null = null
  const exchange = await startExchange({
    agent: line,
    readyChanged: (ready) => log('info', 'practice.line', { ready }),
    dialled: (user, sdp, leg) => (conductor ? conductor.dialled(user, sdp, leg) : leg.refuse(480)),
    log,
  })
  const voices = practiceWindow(
    { pages: join(options.out, 'renderer'), preload: join(options.out, 'preload/practice.cjs') },
    {
      path: ({ legId, up }) => conductor?.callOf(legId)?.path(up),
      agent: ({ legId, speaks }) => conductor?.callOf(legId)?.agentSpeaks(speaks),
      said: ({ legId }) => conductor?.callOf(legId)?.said(),
      ear: ({ legId, voiceSeconds }) => conductor?.callOf(legId)?.ear(voiceSeconds),
      lost: () => conductor?.voicesLost(),
    },
    log,
  )
  const direct = (parts: PracticeParts): Conductor =>
    new Conductor({
      cast,
      language,
      exchange: () => exchange,
      voice: voices,
      letters,
      records: parts.records,
      progress: jsonStore(join(folder, 'progress.json'), progressSchema, () => log('warn', 'practice.progress.damaged')),
      sound: (scenarioId, line) => readClip(cast.sound(language, scenarioId, line)),
      free: parts.free,
      cueEvents: parts.cueEvents,
      show: parts.show,
      log,
    })

  return {
    profile: practiceProfile({ folder, language, words, line, mail, url: exchange.url, mailbox }),
    begin(parts) {
      conductor = direct(parts)
      const own = conductor
      voices.start()
      const how = { records: parts.records, mailbox, language, service: words.service, now: new Date(), log }
      seed(cast.scenarios, how, () => own.start()).catch((error: unknown) => log('error', 'practice.seed', { error }))
    },
    onInteractions: (active) => conductor?.onInteractions(active),
    callNow: async (scenarioId) => conductor?.callNow(scenarioId),
    writeNow: (scenarioId) => conductor?.writeNow(scenarioId),
    pause: (paused) => conductor?.pause(paused),
    stop() {
      conductor?.stop()
      voices.stop()
      void exchange.close()
      void mailbox.close()
    },
  }
}

function readClip(file: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new Uint8Array(readFileSync(file))
  } catch {
    return null
  }
}

function practiceProfile(of: {
  folder: string
  language: PracticeLanguage
  words: { agent: string; service: string }
  line: { user: string; password: string }
  mail: { user: string; password: string }
  url: string
  mailbox: { imapPort: number; smtpPort: number }
}): LoadedProfile {
  const { line, mail, mailbox, words } = of
  const place = practicePlaces[of.language]
  const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none', user: mail.user })
  return {
    profile: profileSchema.parse({
      version: 1,
      agent: { name: words.agent, extension: line.user },
      line: {
        uri: `sip:${line.user}@${domain}`,
        authorizationUser: line.user,
        secret: { value: line.password },
        servers: [of.url],
        allowInsecure: true,
        tollFreeNumber: place.tollFreeNumber,
        region: place.region,
      },
      mailboxes: [
        {
          id: mailboxId,
          name: words.service,
          address: serviceAddress,
          imap: server(mailbox.imapPort),
          smtp: server(mailbox.smtpPort),
          secret: { value: mail.password },
          allowInsecure: true,
        },
      ],
    }),
    lineSecret: line.password,
    mailboxSecrets: new Map([[mailboxId, mail.password]]),
    trustedCertificates: [],
    storageKey: storageKey(join(of.folder, 'practice.key')),
  }
}

/**
 * The key of the practice records: made once at random and kept beside them, because practice data needs no secret from whoever sits here.
 * It is no part of the vault of real work, which lies in another folder and is never opened by a practice start.
 */
function storageKey(file: string): Buffer {
  if (!existsSync(file)) writeAtomic(file, randomBytes(32).toString('hex'))
  return readFileSync(file)
}
