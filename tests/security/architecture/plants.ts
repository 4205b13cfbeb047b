/** A file that breaks a rule of the architecture, and what must be said of it. */
export type Plant = {
  readonly rule: string
  readonly file: string
  readonly text: string
  /** Lint rule or TypeScript error that must name this file. */
  readonly expect: string
}

const IMPORTS = 'eslint(no-restricted-imports)'
const FEATURE = 'renderer/desk/features/plant-a'

/** Violations the linter must find. */
export const LINT_PLANTS: readonly Plant[] = [
  {
    rule: 'shared/domain sees no other part of shared/',
    file: 'shared/domain/plant.ts',
    text: "import { en } from '#shared/i18n/en.ts'\nexport const plant = en\n",
    expect: IMPORTS,
  },
  {
    rule: 'shared/domain does not escape by a relative path',
    file: 'shared/domain/deep/plant.ts',
    text: "import { en } from '../../i18n/en.ts'\nexport const plant = en\n",
    expect: IMPORTS,
  },
  {
    rule: 'shared/cues sees no other part of shared/',
    file: 'shared/cues/plant.ts',
    text: "import type { Result } from '#shared/contract/result.ts'\nexport type Plant = Result<string>\n",
    expect: IMPORTS,
  },
  {
    rule: 'shared/ does not import electron/',
    file: 'shared/util/plant.ts',
    text: "import { say } from '../../electron/tools/system/words.ts'\nexport const plant = say\n",
    expect: IMPORTS,
  },
  {
    rule: 'shared/ names no adapter',
    file: 'shared/settings/plant.ts',
    text: "import { ImapFlow } from 'imapflow'\nexport const plant = ImapFlow\n",
    expect: IMPORTS,
  },
  {
    rule: 'electron/ does not import renderer/',
    file: 'electron/app/plant-renderer.ts',
    text: "import { plant } from '../../renderer/desk/plant.ts'\nexport const other = plant\n",
    expect: IMPORTS,
  },
  {
    rule: 'renderer/ does not import electron/',
    file: 'renderer/phone/plant-electron.ts',
    text: "import { say } from '../../electron/tools/system/words.ts'\nexport const plant = say\n",
    expect: IMPORTS,
  },
  {
    rule: 'the call pop imports nothing of the desk',
    file: 'renderer/pop/plant-desk.ts',
    text: "import { plant } from '../desk/plant.ts'\nexport const other = plant\n",
    expect: IMPORTS,
  },
  {
    rule: 'the desk does not reach electron/ through #shared',
    file: 'renderer/desk/plant-around.ts',
    text: "import { say } from '#shared/../electron/tools/system/words.ts'\nexport const plant = say\n",
    expect: IMPORTS,
  },
  {
    rule: 'ipcMain only in the router',
    file: 'electron/app/plant-ipc.ts',
    text: "import { ipcMain } from 'electron'\nexport const plant = ipcMain\n",
    expect: IMPORTS,
  },
  {
    rule: 'ipcMain not as a member of everything either',
    file: 'electron/app/plant-star.ts',
    text: "import * as everything from 'electron'\nexport const plant = everything.ipcMain\n",
    expect: IMPORTS,
  },
  {
    rule: 'ipcRenderer only in preloads',
    file: 'electron/ipc/plant-renderer.ts',
    text: "import { ipcRenderer } from 'electron'\nexport const plant = ipcRenderer\n",
    expect: IMPORTS,
  },
  {
    rule: 'shell only in open-external',
    file: 'electron/security/plant-shell.ts',
    text: "import { shell } from 'electron'\nexport const plant = shell\n",
    expect: IMPORTS,
  },
  {
    rule: 'the router does not open links',
    file: 'electron/preload/plant-shell.ts',
    text: "import { shell } from 'electron'\nexport const plant = shell\n",
    expect: IMPORTS,
  },
  {
    rule: 'only the router sends to windows',
    file: 'electron/app/plant-send.ts',
    text: 'export const plant = (to: { webContents: { send: (name: string) => void } }): void => to.webContents.send("x")\n',
    expect: 'eslint(no-restricted-properties)',
  },
  {
    rule: 'mail libraries only in electron/mail',
    file: 'electron/records/plant-mail.ts',
    text: "import { ImapFlow } from 'imapflow'\nexport const plant = ImapFlow\n",
    expect: IMPORTS,
  },
  {
    rule: 'the database only in electron/records',
    file: 'electron/mail/plant-database.ts',
    text: "import { Database } from '@signalapp/sqlcipher'\nexport const plant = Database\n",
    expect: IMPORTS,
  },
  {
    rule: 'SIP only in the phone window',
    file: 'renderer/desk/plant-sip.ts',
    text: "import { UserAgent } from 'sip.js'\nexport const plant = UserAgent\n",
    expect: IMPORTS,
  },
  {
    rule: 'the practice window does not import electron/',
    file: 'renderer/practice/plant-electron.ts',
    text: "import { say } from '../../electron/tools/system/words.ts'\nexport const plant = say\n",
    expect: IMPORTS,
  },
  {
    rule: 'the practice window names no server',
    file: 'renderer/practice/plant-server.ts',
    text: "import { WebSocketServer } from 'ws'\nexport const plant = WebSocketServer\n",
    expect: IMPORTS,
  },
  {
    rule: 'only practice serves anybody',
    file: 'electron/app/plant-server.ts',
    text: "import { WebSocketServer } from 'ws'\nexport const plant = WebSocketServer\n",
    expect: IMPORTS,
  },
  {
    rule: 'practice reaches no insides of mail or records',
    file: 'electron/practice/plant-records.ts',
    text: "import { startRecords } from '../records/start.ts'\nexport const plant = startRecords\n",
    expect: IMPORTS,
  },
  {
    rule: 'a feature sees another only through its index',
    file: `${FEATURE}/plant.ts`,
    text: "import { inner } from '../plant-b/inner.ts'\nexport const plant = inner\n",
    expect: IMPORTS,
  },
  {
    rule: 'so does a folder inside a feature',
    file: `${FEATURE}/inside/plant.ts`,
    text: "import { inner } from '../../plant-b/inner.ts'\nexport const plant = inner\n",
    expect: IMPORTS,
  },
  {
    rule: 'so does the shell of the desk',
    file: 'renderer/desk/app/plant-feature.ts',
    text: "import { inner } from '../features/plant-b/inner.ts'\nexport const plant = inner\n",
    expect: IMPORTS,
  },
  {
    rule: 'no import cycles',
    file: 'shared/util/plant-cycle-a.ts',
    text: "import { b } from './plant-cycle-b.ts'\nexport const a = (): unknown => b\n",
    expect: 'import(no-cycle)',
  },
  {
    rule: 'no default exports',
    file: 'shared/util/plant-default.ts',
    text: 'export default 1\n',
    expect: 'import(no-default-export)',
  },
  {
    rule: 'no file over 400 lines',
    file: 'shared/util/plant-long.ts',
    text: `${'// a line\n'.repeat(400)}export const plant = 1\n`,
    expect: 'eslint(max-lines)',
  },
  {
    rule: 'no promise left alone',
    file: 'electron/app/plant-promise.ts',
    text: 'const later = (): Promise<void> => Promise.resolve()\nexport function plant(): void {\n  later()\n}\n',
    expect: 'typescript(no-floating-promises)',
  },
  {
    rule: 'every case of a union is handled',
    file: 'electron/app/plant-switch.ts',
    text: "export function plant(of: 'a' | 'b'): void {\n  switch (of) {\n    case 'a':\n      break\n  }\n}\n",
    expect: 'typescript(switch-exhaustiveness-check)',
  },
  {
    rule: 'hooks only at the top level of components',
    file: 'renderer/desk/app/plant-hook.tsx',
    text: "import { useState } from 'react'\nexport function Plant({ on }: { on: boolean }): null {\n  if (on) useState(1)\n  return null\n}\n",
    expect: 'react-hooks(rules-of-hooks)',
  },
  {
    rule: 'pictures have words',
    file: 'renderer/desk/app/plant-picture.tsx',
    text: 'export const Plant = (): React.ReactNode => <img src="x.png" />\n',
    expect: 'jsx-a11y(alt-text)',
  },
]

/** Files the plants above import, and neighbours of theirs that break no rule and must not be named. */
export const INNOCENT: readonly { readonly file: string; readonly text: string }[] = [
  { file: 'renderer/desk/plant.ts', text: 'export const plant = 1\n' },
  { file: 'renderer/desk/features/plant-b/inner.ts', text: 'export const inner = 1\n' },
  { file: 'renderer/desk/features/plant-b/index.ts', text: "export { inner } from './inner.ts'\n" },
  { file: `${FEATURE}/index.ts`, text: "import { inner } from '../plant-b/index.ts'\nexport const a = inner\n" },
  {
    file: `${FEATURE}/inside/fine.ts`,
    text: "import { a } from '../beside.ts'\nimport { inner } from '../../plant-b/index.ts'\nexport const fine = [a, inner]\n",
  },
  { file: `${FEATURE}/beside.ts`, text: "export { plant as a } from '../../plant.ts'\n" },
  { file: 'shared/domain/deep/fine.ts', text: "export { anything } from './beside.ts'\n" },
  { file: 'shared/domain/deep/beside.ts', text: 'export const anything = 1\n' },
  { file: 'shared/util/plant-cycle-b.ts', text: "export { a as b } from './plant-cycle-a.ts'\n" },
]

/** Violations the compiler must find, because a layer's tsconfig lacks what they name. */
export const TYPE_PLANTS: readonly Plant[] = [
  { rule: 'shared/ knows no DOM', file: 'shared/domain/plant-dom.ts', text: 'export const plant = document\n', expect: 'TS2584' },
  {
    rule: 'shared/ knows no Node',
    file: 'shared/domain/plant-node.ts',
    text: "import { readFileSync } from 'node:fs'\nexport const plant = readFileSync\n",
    expect: 'TS2591',
  },
  {
    rule: 'the desk knows no Node',
    file: 'renderer/desk/plant-node.ts',
    text: 'export const plant = process.pid\n',
    expect: 'TS2591',
  },
  {
    rule: 'the phone window knows no Node',
    file: 'renderer/phone/plant-node.ts',
    text: 'export const plant = process.pid\n',
    expect: 'TS2591',
  },
  {
    rule: 'the call pop knows no Node',
    file: 'renderer/pop/plant-node.ts',
    text: 'export const plant = process.pid\n',
    expect: 'TS2591',
  },
  {
    rule: 'the practice window knows no Node',
    file: 'renderer/practice/plant-node.ts',
    text: 'export const plant = process.pid\n',
    expect: 'TS2591',
  },
  {
    rule: 'electron/ knows no DOM',
    file: 'electron/app/plant-dom.ts',
    text: 'export const plant = document\n',
    expect: 'TS2584',
  },
  {
    rule: 'electron/ does not compile renderer/',
    file: 'electron/app/plant-renderer.ts',
    text: "import { plant } from '../../renderer/desk/plant.ts'\nexport const other = plant\n",
    expect: 'TS6307',
  },
  {
    rule: 'renderer/ does not compile electron/',
    file: 'renderer/phone/plant-electron.ts',
    text: "import { say } from '../../electron/tools/system/words.ts'\nexport const plant = say\n",
    expect: 'TS6307',
  },
  { rule: 'types can be erased', file: 'shared/util/plant-enum.ts', text: 'export enum Plant {\n  A,\n}\n', expect: 'TS1294' },
]
