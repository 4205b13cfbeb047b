import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { canTake, commandFor, commandTable, keysOf, spell, type Command } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import s from './settings.module.css'

/** Every command with its keys; a click takes new ones. Keys another command has are refused. */
export function KeysPage(): ReactNode {
  const t = useT()
  const act = useAct()
  const { shortcuts } = useSlice('settings')
  const groups = [...new Set(commandTable.map((each) => each.group))]
  const set = (next: Record<string, string>): void => void act('settings.set', { patch: { shortcuts: next } })
  return (
    <>
      {groups.map((group) => (
        <Section key={group} label={t(group)}>
          <ul className={s.keys}>
            {commandTable
              .filter((each) => each.group === group)
              .map((each) => (
                <KeyLine key={each.id} command={each} shortcuts={shortcuts} onSet={set} />
              ))}
          </ul>
        </Section>
      ))}
      <div className={s.row}>
        <Button onPress={() => set({})} isDisabled={Object.keys(shortcuts).length === 0}>
          {t('settings.keys.reset')}
        </Button>
      </div>
    </>
  )
}

interface KeyLineProps {
  command: Command
  shortcuts: Readonly<Record<string, string>>
  onSet: (shortcuts: Record<string, string>) => void
}

function KeyLine({ command, onSet, shortcuts }: KeyLineProps): ReactNode {
  const t = useT()
  const [taking, setTaking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const keys = keysOf(command.id, shortcuts)
  const take = (event: KeyboardEvent): void => {
    if (!taking) return
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setTaking(false)
      return
    }
    const pressed = spell(event.nativeEvent)
    if (pressed === null) return
    const other = commandFor(pressed, shortcuts)
    if (!canTake(pressed, command)) setProblem(t('settings.keys.cannot', { keys: pressed }))
    else if (other && other.id !== command.id) setProblem(t('settings.keys.taken', { keys: pressed, command: t(other.label) }))
    else {
      onSet({ ...shortcuts, [command.id]: pressed })
      setProblem(null)
      setTaking(false)
    }
  }
  return (
    <li className={s.keyLine}>
      <span>{t(command.label)}</span>
      {problem && (
        <span className={s.bad} role="alert">
          {problem}
        </span>
      )}
      <button
        type="button"
        className={s.take}
        aria-label={t('settings.keys.change', { command: t(command.label), keys: keys || t('settings.keys.none') })}
        {...(taking ? { 'data-takes-keys': '' } : {})}
        onClick={() => {
          setTaking(!taking)
          setProblem(null)
        }}
        onBlur={() => setTaking(false)}
        onKeyDown={take}
      >
        <kbd>{taking ? t('settings.keys.press') : keys || t('settings.keys.none')}</kbd>
      </button>
    </li>
  )
}
