import { useState, type ReactNode } from 'react'
import { commandTable, shownKeys, useCommand } from '../ui/commands/index.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useT } from '../ui/i18n.tsx'
import s from './keys-overview.module.css'

/** All keys at a glance, on `?`. */
export function KeysOverview(): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  useCommand('help.keys', () => setOpen(true))
  if (!open) return null
  const groups = [...new Set(commandTable.map((each) => each.group))]
  return (
    <Dialog title={t('keys.title')} wide onClose={() => setOpen(false)}>
      <div className={s.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={s.group}>{t(group)}</h3>
            <dl className={s.list}>
              {commandTable
                .filter((each) => each.group === group && shownKeys(each.id) !== '')
                .map((each) => (
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
    </Dialog>
  )
}
