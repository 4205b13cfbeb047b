import { useState, type ReactNode } from 'react'
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { Button as DeskButton } from '../../ui/button.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import s from './cue.module.css'

/** *Common sense overrules*: a reason may be given and goes to the lead, who learns from it. */
export function Overrule({
  onOpen,
  onOverrule,
}: {
  onOverrule: (reason: string) => void
  onOpen: (open: boolean) => void
}): ReactNode {
  const t = useT()
  const [reason, setReason] = useState('')
  const [open, setOpen] = useState(false)
  const change = (next: boolean): void => {
    setOpen(next)
    onOpen(next)
  }
  useCommand('cue.overrule', () => change(true))
  return (
    <DialogTrigger isOpen={open} onOpenChange={change}>
      <Button className={cx(s.act)}>{t('cue.overrule')}</Button>
      <Popover className={cx(s.pop)} placement="bottom start">
        <Dialog className={cx(s.form)}>
          {({ close }) => (
            <form
              className={s.form}
              onSubmit={(event) => {
                event.preventDefault()
                onOverrule(reason.trim())
                close()
              }}
            >
              <Heading slot="title" level={3}>
                {t('cue.overrule.title')}
              </Heading>
              <p>{t('cue.overrule.text')}</p>
              <Field
                area
                autoFocus
                rows={3}
                label={t('cue.overrule.reason')}
                maxLength={1000}
                value={reason}
                onChange={setReason}
              />
              <div className={s.row}>
                <DeskButton kind="primary" type="submit">
                  {t('cue.overrule.go')}
                </DeskButton>
                <DeskButton onPress={close}>{t('cancel')}</DeskButton>
              </div>
            </form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
