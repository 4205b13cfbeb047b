import { useState, type ReactNode } from 'react'
import { call } from '../../bridge/client.ts'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Kept } from '../../ui/kept.tsx'
import { useKeeper } from '../../ui/use-keeper.ts'

/** What the agent writes during a call; kept within a second. */
export function CallNote({ id, note, onText }: { id: string; note: string; onText?: (text: string) => void }): ReactNode {
  const t = useT()
  const [text, setText] = useState(note)
  const keeper = useKeeper<string>((value) => call('interaction.note', { id, note: value }), `call-note:${id}`)
  return (
    <Field
      area
      full
      label={t('work.note')}
      aside={<Kept state={keeper.state} />}
      placeholder={t('work.note.hint')}
      maxLength={20_000}
      value={text}
      onChange={(value) => {
        setText(value)
        onText?.(value)
        keeper.change(value)
      }}
    />
  )
}
