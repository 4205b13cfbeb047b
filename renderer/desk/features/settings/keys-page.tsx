import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { canTake, commandFor, commandTable, keysOf, type Command } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { GlobalKeys } from './global-keys.tsx'
import { KeyLine } from './key-line.tsx'
import s from './settings.module.css'

/** Every command with its keys; a click takes new ones. Keys another command has are refused. */
export function KeysPage(): ReactNode {
  const t = useT()
  const act = useAct()
  const { shortcuts } = useSlice('settings')
  const groups = [...new Set(commandTable.map((each) => each.group))]
  const set = (next: Record<string, string>): void => void act('settings.set', { patch: { shortcuts: next } })
  const take = (command: Command, pressed: string): string | null => {
    const other = commandFor(pressed, shortcuts)
    if (!canTake(pressed, command)) return t('settings.keys.cannot', { keys: pressed })
    if (other && other.id !== command.id) return t('settings.keys.taken', { keys: pressed, command: t(other.label) })
    set({ ...shortcuts, [command.id]: pressed })
    return null
  }
  return (
    <>
      {groups.map((group) => (
        <Section key={group} label={t(group)}>
          <ul className={s.keys}>
            {commandTable
              .filter((each) => each.group === group)
              .map((each) => (
                <KeyLine
                  key={each.id}
                  label={t(each.label)}
                  keys={keysOf(each.id, shortcuts)}
                  onTake={(pressed) => take(each, pressed)}
                />
              ))}
          </ul>
        </Section>
      ))}
      <div className={s.row}>
        <Button onPress={() => set({})} isDisabled={Object.keys(shortcuts).length === 0}>
          {t('settings.keys.reset')}
        </Button>
      </div>
      <GlobalKeys />
    </>
  )
}
