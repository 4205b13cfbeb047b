/** A file that breaks a rule of the architecture, and what must be said of it. */
export type Plant = {
  readonly rule: string
  readonly file: string
  readonly text: string
  /** Lint rule or TypeScript error that must name this file. */
  readonly expect: string
}

/** Violations the linter must find; those of who may import what are in `layers.ts`. */
export const LINT_PLANTS: readonly Plant[] = [
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

/** What the other half of the planted cycle needs. */
export const CYCLE = { file: 'shared/util/plant-cycle-b.ts', text: "export { a as b } from './plant-cycle-a.ts'\n" }

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
