import { useState, type ReactNode } from 'react'
import { commandTable, shownKeys, useCommand, type Command } from '../ui/commands/index.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useT } from '../ui/i18n.tsx'
import s from './keys-overview.module.css'

const groups = [...new Set(commandTable.map((each) => each.group))]
type Group = (typeof groups)[number]

/** Only what has keys. */
const commandsOf = (group: Group): Command[] => commandTable.filter((each) => each.group === group && shownKeys(each.id) !== '')

/** The groups in two columns of about the same height. */
function inColumns(): Group[][] {
  const columns: Group[][] = [[], []]
  const height = (column: Group[]): number => column.reduce((sum, group) => sum + 2 + commandsOf(group).length, 0)
  for (const group of groups) columns.toSorted((a, b) => height(a) - height(b))[0]?.push(group)
  return columns
}

/** All keys at a glance, on `?`. */
export function KeysOverview(): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  useCommand('help.keys', () => setOpen(true))
  if (!open) return null
  return (
    <Dialog title={t('keys.title')} wide onClose={() => setOpen(false)}>
      <div className={s.groups}>
        {inColumns().map((column) => (
          <div key={column[0]} className={s.column}>
            {column.map((group) => (
              <section key={group}>
                <h3 className={s.group}>{t(group)}</h3>
                <dl className={s.list}>
                  {commandsOf(group).map((each) => (
                    <div key={each.id} className={s.line}>
                      <dt>{t(each.label)}</dt>
                      <dd>
                        <kbd>{shownKeys(each.id)}</kbd>
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
