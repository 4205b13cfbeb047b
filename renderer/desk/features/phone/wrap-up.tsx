import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { dispositionCodes } from '#shared/domain/case-choices.ts'
import { call } from '../../bridge/client.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useCommand, withKeys } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { clock, useNow } from '../../ui/time.ts'
import { CallNote } from './call-note.tsx'
import { Disposition, type Code } from './disposition.tsx'
import { timerStart } from './model.ts'
import s from './wrap-up.module.css'

/** The end of a call: how it ended (digits choose), a note, and *Finish*. */
export function WrapUp({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const act = useAct()
  const present = useNow()
  const { interaction } = active
  const [code, setCode] = useState<Code | null>(dispositionCodes.find((each) => each === interaction.disposition) ?? null)
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const note = useRef(interaction.note)
  const choose = (next: Code): void => {
    setCode(next)
    setMissing(false)
    void call('interaction.disposition', { id: interaction.id, code: next })
  }
  const finish = async (): Promise<void> => {
    if (code === null) {
      setMissing(true)
      return
    }
    setBusy(true)
    await act('interaction.finish', { id: interaction.id, code, note: note.current })
    setBusy(false)
  }
  useCommand('call.finish', () => void finish())
  useEffect(() => setMissing(false), [code])
  return (
    <Section
      label={t('line.wrapUp')}
      tone="mine"
      aside={<span className={s.timer}>{clock(present - Date.parse(timerStart(active)))}</span>}
    >
      <Disposition code={code} onChoose={choose} missing={missing} />
      <CallNote id={interaction.id} note={interaction.note} onText={(text) => (note.current = text)} />
      <div className={s.row}>
        <Button
          kind="primary"
          icon="check"
          isDisabled={busy}
          tip={withKeys(t('wrapUp.finish'), 'call.finish')}
          onPress={() => void finish()}
        >
          {t('wrapUp.finish')}
        </Button>
        <span className={s.hint}>{t('wrapUp.hint')}</span>
      </div>
    </Section>
  )
}
