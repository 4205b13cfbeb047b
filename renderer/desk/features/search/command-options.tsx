import type { ComponentType } from 'react'
import type { Translator } from '#shared/i18n/translator.ts'
import { commandTable, runCommand, shownKeys, type CommandId } from '../../ui/commands/index.ts'
import type { Suggestion } from '../../ui/suggest.tsx'
import s from './search.module.css'

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Something one can go to or choose that has no command of its own: a page, a language. */
export interface Row {
  readonly id: string
  readonly label: string
  readonly run: () => void
}

/** Where rows come from: a component that draws nothing and hands them over while something is looked for. */
export type RowSource = ComponentType<{ onRows: (rows: readonly Row[]) => void }>

/**
 * Commands and rows that can be done now and whose words all occur in what was typed.
 * @param rows what is offered after the commands
 * @param most beside hits of the records they must be few
 */
export function commandOptions(
  text: string,
  { t }: Translator,
  can: (id: CommandId) => boolean,
  rows: readonly Row[],
  most = Infinity,
): (Suggestion & { run: () => void })[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean)
  const commands = commandTable
    .filter((each) => each.id !== 'search' && can(each.id))
    .map((each) => ({ id: each.id, label: t(each.label), keys: shownKeys(each.id), run: () => void runCommand(each.id) }))
  return [...commands, ...rows.map((row) => ({ ...row, keys: '' }))]
    .filter(({ label }) => wanted.every((word) => plain(label).includes(word)))
    .slice(0, most)
    .map(({ id, keys, label, run }) => ({
      id: `command-${id}`,
      run,
      group: t('search.commands'),
      label,
      view: (
        <>
          <span className={s.title}>{label}</span>
          {keys !== '' && <kbd className={s.keys}>{keys}</kbd>}
        </>
      ),
    }))
}
