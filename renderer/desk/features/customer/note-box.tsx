import { useEffect, useState, type ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Kept } from '../../ui/kept.tsx'
import s from './customer-pane.module.css'
import { useScratch } from './use-scratch.ts'

/** A note on the customer: kept while it is written, on the timeline when it is added. */
export function NoteBox({
  children,
  contactId,
  interactionId,
}: {
  contactId: string
  interactionId: string | null
  children?: ReactNode
}): ReactNode {
  const t = useT()
  const act = useAct()
  const [open, setOpen] = useState(false)
  const scratch = useScratch(`note:${contactId}`)
  useEffect(() => {
    if (scratch.found) setOpen(true)
  }, [scratch.found])
  const add = async (): Promise<void> => {
    const body = scratch.text.trim()
    if (body === '') return
    const result = await act('notes.put', { note: { id: uuidv7(), contactId, interactionId, body } })
    if (!result.ok) return
    scratch.clear()
    setOpen(false)
  }
  if (!open)
    return (
      <div className={s.notes}>
        <Button small icon="note" onPress={() => setOpen(true)}>
          {t('customer.addNote')}
        </Button>
        {children}
      </div>
    )
  return (
    <div className={s.noteForm}>
      <Field
        area
        rows={2}
        label={t('customer.note')}
        aside={<Kept state={scratch.state} />}
        value={scratch.text}
        onChange={scratch.change}
        autoFocus={!scratch.found}
      />
      <div className={s.notThis}>
        <Button small kind="primary" onPress={() => void add()} isDisabled={scratch.text.trim() === ''}>
          {t('customer.note.add')}
        </Button>
        <Button
          small
          kind="quiet"
          onPress={() => {
            scratch.clear()
            setOpen(false)
          }}
        >
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
