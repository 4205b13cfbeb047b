import type { StoredFolder } from '../store.ts'
import { flagList, readFetch } from './fetch.ts'
import { textOf, type Command, type Token } from './reader.ts'
import { readSearch } from './search.ts'
import { capabilities, listed, select, tellChanges, type Session } from './session.ts'
import { readSet } from './sets.ts'

/** `OK`, `NO` or `BAD` with its words; null when the answer comes later (IDLE, AUTHENTICATE). */
type Outcome = string | null
type Handler = (session: Session, command: Command) => Outcome

const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
const folderOf = (session: Session, token: Token | undefined): StoredFolder | null => session.store.folder(textOf(token))
const flagsOf = (token: Token | undefined): string[] =>
  (token?.kind === 'list' ? token.items.map(textOf) : [textOf(token)]).filter(Boolean)
const changeable = (flags: readonly string[]): string[] =>
  flags.filter((flag) => flag !== '\\Recent').map((flag) => flag.slice(0, 60))

function open(readOnly: boolean): Handler {
  return (session, { args }) => {
    const folder = folderOf(session, args[0])
    if (!folder) return 'NO [NONEXISTENT] no such folder'
    select(session, folder, readOnly)
    const unseen = folder.messages.findIndex((message) => !message.flags.has('\\Seen'))
    session.write(
      [
        '* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)',
        '* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] flags may be set',
        `* ${folder.messages.length} EXISTS`,
        '* 0 RECENT',
        ...(unseen < 0 ? [] : [`* OK [UNSEEN ${unseen + 1}] first unread`]),
        `* OK [UIDVALIDITY ${folder.uidValidity}] ids are valid`,
        `* OK [UIDNEXT ${folder.uidNext}] next id`,
        '',
      ].join('\r\n'),
    )
    return readOnly ? 'OK [READ-ONLY] examined' : 'OK [READ-WRITE] selected'
  }
}

const list: Handler = (session, { name, args }) => {
  const pattern = textOf(args.find((arg, at) => at > 0 && arg.kind === 'text') ?? args[1])
  if (pattern === '') {
    session.write(`* ${name} (\\Noselect) "/" ""\r\n`)
    return 'OK listed'
  }
  const like = new RegExp(
    `^${pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (each) => (each === '*' ? '.*' : `\\${each}`)).replaceAll('%', '[^/]*')}$`,
    'i',
  )
  for (const folder of session.store.folders())
    if (like.test(folder.path))
      session.write(`* ${name} (\\HasNoChildren${folder.use === null ? '' : ` ${folder.use}`}) "/" ${quote(folder.path)}\r\n`)
  return 'OK listed'
}

const status: Handler = (session, { args }) => {
  const folder = folderOf(session, args[0])
  if (!folder) return 'NO [NONEXISTENT] no such folder'
  const values: Readonly<Record<string, number>> = {
    MESSAGES: folder.messages.length,
    RECENT: 0,
    UIDNEXT: folder.uidNext,
    UIDVALIDITY: folder.uidValidity,
    UNSEEN: folder.messages.filter((message) => !message.flags.has('\\Seen')).length,
  }
  const asked = flagsOf(args[1])
    .map((name) => name.toUpperCase())
    .filter((name) => Object.hasOwn(values, name))
  session.write(`* STATUS ${quote(folder.path)} (${asked.map((name) => `${name} ${values[name] ?? 0}`).join(' ')})\r\n`)
  return 'OK status'
}

const append: Handler = (session, { args }) => {
  const folder = folderOf(session, args[0])
  if (!folder) return 'NO [TRYCREATE] no such folder'
  const letter = args.at(-1)
  if (args.length < 2 || letter?.kind !== 'text') return 'BAD a letter lacks'
  const flags = args.slice(1, -1).find((arg) => arg.kind === 'list')
  const date = args.slice(1, -1).find((arg) => arg.kind === 'text')
  const at = Date.parse(
    textOf(date)
      .trim()
      .replace(/^(\d{1,2})-(\w{3})-(\d{4})/, '$1 $2 $3'),
  )
  const stored = session.store.add(
    folder,
    Buffer.from(letter.text, 'latin1'),
    changeable(flagsOf(flags)),
    new Date(Number.isNaN(at) ? Date.now() : at),
  )
  return `OK [APPENDUID ${folder.uidValidity} ${stored.uid}] filed`
}

const search: Handler = (session, { name, args }) => {
  const { selected } = session
  if (!selected) return 'BAD select a folder first'
  const test = readSearch(args, { uid: selected.seen.at(-1) ?? 0, sequence: selected.seen.length })
  if (!test) return 'BAD this cannot be searched for here'
  const hits = listed(selected).filter(test)
  session.write(`* SEARCH${hits.map((hit) => ` ${name === 'UID SEARCH' ? hit.message.uid : hit.sequence}`).join('')}\r\n`)
  return 'OK searched'
}

function chosen(session: Session, { name, args }: Command): ReturnType<typeof listed> | null {
  const { selected } = session
  const byUid = name.startsWith('UID ')
  const set = selected && readSet(textOf(args[0]), byUid ? (selected.seen.at(-1) ?? 0) : selected.seen.length)
  return selected && set ? listed(selected).filter((each) => set(byUid ? each.message.uid : each.sequence)) : null
}

const fetch: Handler = (session, command) => {
  const { selected } = session
  const letters = chosen(session, command)
  const items = readFetch(command.args[1], command.name.startsWith('UID '))
  if (!selected || !letters || !items) return 'BAD this cannot be fetched here'
  const sees = !selected.readOnly && items.some((item) => item.sees)
  let changed = false
  for (const { message, sequence } of letters) {
    if (sees && !message.flags.has('\\Seen')) {
      message.flags.add('\\Seen')
      changed = true
    }
    const parts = items.flatMap((item, at) => (at === 0 ? [item.write(message)] : [Buffer.from(' '), item.write(message)]))
    session.write(Buffer.concat([Buffer.from(`* ${sequence} FETCH (`), ...parts, Buffer.from(')\r\n')]))
  }
  if (changed) session.store.changed(selected.folder, session)
  return 'OK fetched'
}

const store: Handler = (session, command) => {
  const { selected } = session
  const letters = chosen(session, command)
  const how = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(textOf(command.args[1]))
  if (!selected || !letters || !how) return 'BAD this cannot be stored'
  if (selected.readOnly) return 'NO the folder is open for reading'
  const flags = changeable(command.args.slice(2).flatMap(flagsOf))
  for (const { message, sequence } of letters) {
    if (how[1] === '') message.flags.clear()
    for (const flag of flags) {
      if (how[1] === '-') message.flags.delete(flag)
      else message.flags.add(flag)
    }
    selected.flags.set(message.uid, flagList(message))
    if (how[2] === undefined) session.write(`* ${sequence} FETCH (UID ${message.uid} FLAGS ${flagList(message)})\r\n`)
  }
  session.store.changed(selected.folder, session)
  return 'OK stored'
}

const expunge: Handler = (session, { name, args }) => {
  const { selected } = session
  if (!selected || selected.readOnly) return 'NO no folder is open for writing'
  const set = name === 'UID EXPUNGE' ? readSet(textOf(args[0]), selected.seen.at(-1) ?? 0) : () => true
  if (!set) return 'BAD no set'
  const gone = selected.folder.messages.filter((message) => message.flags.has('\\Deleted') && set(message.uid))
  session.store.remove(selected.folder, new Set(gone.map((message) => message.uid)), session)
  tellChanges(session)
  return 'OK expunged'
}

const login = (session: Session, user: string, password: string): Outcome => {
  if (!session.login(user, password)) return 'NO [AUTHENTICATIONFAILED] wrong user name or password'
  session.known = true
  return `OK [CAPABILITY ${capabilities}] welcome`
}

/** The answer to AUTHENTICATE PLAIN (RFC 4616): base64 of `\0user\0password`. */
export function plainLogin(session: Session, base64: string): Outcome {
  const [, user = '', password = ''] = Buffer.from(base64, 'base64').toString('utf8').split('\0')
  return login(session, user, password)
}

/** Commands anybody may give. */
export const before: Readonly<Record<string, Handler>> = {
  CAPABILITY: (session) => {
    session.write(`* CAPABILITY ${capabilities}\r\n`)
    return 'OK that is all'
  },
  NOOP: (session) => (tellChanges(session), 'OK'),
  ID: (session) => {
    session.write('* ID ("name" "Courtesy practice")\r\n')
    return 'OK'
  },
  LOGOUT: (session) => {
    session.write('* BYE good-bye\r\n')
    return 'OK'
  },
  LOGIN: (session, { args }) => login(session, textOf(args[0]), textOf(args[1])),
  AUTHENTICATE: (session, { tag, args }) => {
    if (textOf(args[0]).toUpperCase() !== 'PLAIN') return 'NO only PLAIN'
    if (args[1]) return plainLogin(session, textOf(args[1]))
    session.authenticating = tag
    session.write('+ \r\n')
    return null
  },
}

/** Commands after the login (RFC 3501 §6.3, §6.4). */
export const after: Readonly<Record<string, Handler>> = {
  SELECT: open(false),
  EXAMINE: open(true),
  LIST: list,
  LSUB: list,
  STATUS: status,
  APPEND: append,
  NAMESPACE: (session) => {
    session.write('* NAMESPACE (("" "/")) NIL NIL\r\n')
    return 'OK'
  },
  CREATE: (session, { args }) => {
    const path = textOf(args[0]).slice(0, 200)
    if (path === '' || session.store.folders().length >= 200) return 'NO no such folder can be made'
    session.store.create(path)
    return 'OK made'
  },
  SUBSCRIBE: () => 'OK',
  UNSUBSCRIBE: () => 'OK',
  CHECK: (session) => (tellChanges(session), 'OK'),
  CLOSE: (session) => {
    const { selected } = session
    session.selected = null
    if (selected && !selected.readOnly) {
      const gone = selected.folder.messages.filter((message) => message.flags.has('\\Deleted'))
      if (gone.length > 0) session.store.remove(selected.folder, new Set(gone.map((message) => message.uid)), session)
    }
    return 'OK closed'
  },
  UNSELECT: (session) => ((session.selected = null), 'OK'),
  SEARCH: search,
  'UID SEARCH': search,
  FETCH: fetch,
  'UID FETCH': fetch,
  STORE: store,
  'UID STORE': store,
  EXPUNGE: expunge,
  'UID EXPUNGE': expunge,
  IDLE: (session, { tag }) => {
    session.idling = tag
    session.write('+ idling\r\n')
    tellChanges(session)
    return null
  },
}
