import type { Translator } from '#shared/i18n/translator.ts'
import { commandTable, shownKeys, type CommandId } from '../../ui/commands/index.ts'
import type { Suggestion } from '../../ui/suggest.tsx'
import s from './search.module.css'

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/**
 * Commands that can be done now and whose words all occur in what was typed.
 * @param most beside hits of the records they must be few
 */
export function commandOptions(
  text: string,
  { t }: Translator,
  can: (id: CommandId) => boolean,
  most = Infinity,
): (Suggestion & { command: CommandId })[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean)
  return commandTable
    .filter((each) => each.id !== 'search' && can(each.id) && wanted.every((word) => plain(t(each.label)).includes(word)))
    .slice(0, most)
    .map((each) => ({
      id: `command-${each.id}`,
      command: each.id,
      group: t('search.commands'),
      label: t(each.label),
      view: (
        <>
          <span className={s.title}>{t(each.label)}</span>
          {shownKeys(each.id) !== '' && <kbd className={s.keys}>{shownKeys(each.id)}</kbd>}
        </>
      ),
    }))
}
