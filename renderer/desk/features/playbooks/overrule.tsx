import { useState, type ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import type { PlaybookHead } from '#shared/domain/playbook/playbook.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Kept } from '../../ui/kept.tsx'
import { useScratch } from '../customer/index.ts'
import s from './playbooks.module.css'

/** "Common sense overrules": why the standard does not fit here. The note goes to the lead; half-written words are kept. */
export function Overrule({
  head,
  interactionId,
  onClose,
}: {
  interactionId: string
  head: PlaybookHead
  onClose: () => void
}): ReactNode {
  const t = useT()
  const act = useAct()
  const [id] = useState(uuidv7)
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const scratch = useScratch(`overrule:${interactionId}:${head.id}`)
  const send = async (): Promise<void> => {
    const reason = scratch.text.trim()
    setMissing(reason === '')
    if (reason === '') return
    setBusy(true)
    const result = await act('playbook.overrule', { id, interactionId, playbookId: head.id, reason })
    setBusy(false)
    if (!result.ok) return
    scratch.clear()
    onClose()
  }
  return (
    <Dialog
      title={t('playbook.overrule.title', { title: head.title })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" icon="send" isDisabled={busy} onPress={() => void send()}>
            {t('playbook.overrule.send')}
          </Button>
        </>
      }
    >
      <p className={s.lead}>{t('playbook.overrule.text')}</p>
      <Field
        area
        autoFocus
        label={t('playbook.overrule.reason')}
        aside={<Kept state={scratch.state} />}
        maxLength={2000}
        problem={missing ? t('playbook.overrule.missing') : null}
        value={scratch.text}
        onChange={(text) => {
          setMissing(false)
          scratch.change(text)
        }}
      />
    </Dialog>
  )
}
