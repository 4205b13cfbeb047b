import { posix } from 'node:path'

/** Files in which every forbidden line is planted: at least one for each override of `.oxlintrc.json`, at several depths. */
export const PLACES: readonly string[] = [
  'shared/util/plant.ts',
  'shared/domain/plant.ts',
  'shared/domain/deep/plant.ts',
  'shared/cues/plant.ts',
  'shared/cues/deep/plant.ts',
  'electron/main.ts',
  'electron/app/plant.ts',
  'electron/ipc/handlers/plant.ts',
  'electron/ipc/router.ts',
  'electron/preload/plant.ts',
  'electron/preload/deep/plant.ts',
  'electron/security/plant.ts',
  'electron/security/open-external.ts',
  'electron/practice/plant.ts',
  'electron/practice/mailbox/imap/plant.ts',
  'electron/practice/exchange/exchange.ts',
  'electron/records/plant.ts',
  'electron/records/database/plant.ts',
  'electron/records/queries/search/plant.ts',
  'electron/mail/plant.ts',
  'electron/mail/net/smtp.ts',
  'renderer/phone/plant.ts',
  'renderer/phone/calls/plant.ts',
  'renderer/practice/plant.ts',
  'renderer/pop/plant.ts',
  'renderer/desk/plant.ts',
  'renderer/desk/app/plant.tsx',
  'renderer/desk/features/plant-a/plant.ts',
  'renderer/desk/features/plant-a/inside/plant.tsx',
]

/** Something that only some files may say. */
export type Right = {
  readonly says: string
  /** The files of PLACES it is about; the others have no opinion. */
  readonly where: RegExp
  /** Of those, the files that may. */
  readonly may: RegExp
  /** Lines for a file of PLACES: each must be found where it is forbidden, and the first passes where it is allowed. */
  readonly lines: (file: string) => readonly string[]
  readonly code: string
}

const NOBODY = /(?!)/
const EVERYWHERE = /./

/** How `file` names `target`, both paths from the root. */
function relative(file: string, target: string): string {
  const path = posix.relative(posix.dirname(file), target)
  return path.startsWith('.') ? path : `./${path}`
}

function imports(says: string, may: RegExp, lines: (file: string) => readonly string[], where = EVERYWHERE): Right {
  return { says, where, may, lines, code: 'eslint(no-restricted-imports)' }
}

const named = (name: string, from: string): string => `import { ${name} } from '${from}'`

/** A package, whole or by a path in it; loaded at once or later. */
const parcel = (name: string, may: RegExp): Right => imports(name, may, () => [named('plant', name), `void import('${name}')`])

/** A room: the straight way into it, and the way round by the alias of shared/. */
function room(path: string, may: RegExp): Right {
  const target = `${path}/inner.ts`
  return imports(path, may, (file) => [named('plant', relative(file, target)), named('plant', `#shared/../${target}`)])
}

/** A part of shared/: by the alias, and from within shared/ by a relative path too. */
function part(name: string, may: RegExp): Right {
  const target = `shared/${name}/inner.ts`
  return imports(`shared/${name}`, may, (file) => [
    named('plant', `#${target}`),
    ...(file.startsWith('shared/') ? [named('plant', relative(file, target))] : []),
  ])
}

/** A property that files of electron/ may not read off anything. */
function property(name: string, may: RegExp): Right {
  const lines = (): string[] => [
    `plant.of.${name}('x')`,
    `{ const { ${name}: of } = plant; void of }`,
    `void (({ ${name} }) => ${name})(plant)`,
  ]
  return { says: name, where: /^electron\//, may, lines, code: 'eslint(no-restricted-properties)' }
}

const DESK = /^renderer\/desk\//
const FEATURE = 'renderer/desk/features/plant-b'
const PURE = /^(?!shared\/(domain|cues)\/)/

/** Who may import and say what. A new rule of the layers gets its line here; a pattern that no line needs fails the test. */
export const RIGHTS: readonly Right[] = [
  imports('electron', /^electron\//, () => [named('app', 'electron')]),
  ...(['ipcMain', 'ipcRenderer', 'shell'] as const).map((name) =>
    imports(
      `${name} of electron`,
      {
        ipcMain: /^electron\/ipc\/router\.ts$/,
        ipcRenderer: /^electron\/preload\//,
        shell: /^electron\/security\/open-external\.ts$/,
      }[name],
      () => [named(name, 'electron')],
    ),
  ),
  imports('all of electron at once', NOBODY, () => [
    "import * as everything from 'electron'",
    named('default', 'electron'),
    named('app', 'electron/main'),
  ]),
  parcel('node:fs', /^electron\/(?!preload\/)/),
  parcel('react', DESK),
  parcel('react-dom', DESK),
  parcel('react-dom/client', DESK),
  parcel('imapflow', /^electron\/mail\//),
  parcel('mailparser', /^electron\/mail\//),
  parcel('nodemailer', /^electron\/mail\//),
  parcel('nodemailer/lib/mail-composer', /^electron\/mail\//),
  parcel('@signalapp/sqlcipher', /^electron\/records\//),
  parcel('kysely', /^electron\/records\//),
  parcel('sip.js', /^renderer\/phone\//),
  parcel('ws', /^electron\/practice\//),
  parcel('smtp-server', /^electron\/practice\//),

  room('electron/app', /^electron\//),
  room('electron/records', /^electron\/records\//),
  room('electron/mail', /^electron\/mail\//),
  room('renderer/desk', DESK),
  room('renderer/phone', /^renderer\/phone\//),
  room('renderer/pop', /^renderer\/pop\//),
  room('renderer/practice', /^renderer\/practice\//),
  room('tests/support', NOBODY),

  ...['contract', 'practice', 'settings', 'i18n', 'util'].map((name) => part(name, PURE)),
  part('domain', /^(?!shared\/cues\/)/),
  part('cues', /^(?!shared\/domain\/)/),
  imports('a file of shared/ in no part', PURE, () => [named('plant', '#shared/inner.ts')]),

  imports(
    'the inside of a feature',
    NOBODY,
    (file) => [
      named('plant', relative(file, `${FEATURE}/inner.ts`)),
      named('plant', relative(file, `${FEATURE}/deep/inner.ts`)),
      named('plant', `${relative(file, 'renderer/desk')}/features/plant-b/inner.ts`),
    ],
    DESK,
  ),
  imports('the index of a feature', DESK, (file) => [named('plant', relative(file, `${FEATURE}/index.ts`))], DESK),
  imports(
    'the place of a feature',
    /^renderer\/desk\/(?!features\/)/,
    (file) => [named('plant', relative(file, `${FEATURE}/place.ts`))],
    DESK,
  ),

  property('send', /^electron\/(ipc\/router\.ts|preload\/|mail\/net\/smtp\.ts|practice\/exchange\/exchange\.ts)/),
  property('sendSync', NOBODY),
  // What is not imported by name is not seen by the rules of imports: `(await import('electron')).shell`.
  ...['ipcMain', 'ipcRenderer', 'shell'].map((name) => property(name, NOBODY)),
]

/** One planted line. */
export type Planted = {
  readonly file: string
  readonly says: string
  /** Line in the file, from 1. */
  readonly line: number
  readonly code: string
  readonly allowed: boolean
}

/** All lines of RIGHTS in all files of PLACES: the texts to write, and what must be said of each line. */
export function plantLayers(): { texts: ReadonlyMap<string, string>; planted: readonly Planted[] } {
  const texts = new Map<string, string>()
  const planted: Planted[] = []
  for (const file of PLACES) {
    const lines: string[] = []
    for (const { says, may, lines: of, code } of RIGHTS.filter((right) => right.where.test(file))) {
      const allowed = may.test(file)
      for (const text of allowed ? of(file).slice(0, 1) : of(file)) {
        // Each import under a name of its own, or the file could not be read.
        const own = text.startsWith('import ') ? text.replace(/(\w+) \}/, `$1 as plant${lines.length} }`) : text
        lines.push(own.replace('everything', `plant${lines.length}`))
        planted.push({ file, says: `${says}: ${text}`, line: lines.length, code, allowed })
      }
    }
    texts.set(file, `${lines.join('\n')}\n`)
  }
  return { texts, planted }
}
