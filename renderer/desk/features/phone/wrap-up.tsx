import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { dispositionCodes } from '#shared/domain/case-choices.ts'
import { needsCode, outcomesOf } from '#shared/domain/wrap-up.ts'
import { call } from '../../bridge/client.ts'
import { useSlice } from '../../bridge/store.ts'
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
  const { interaction, wrapUpEndsAt } = active
  const policy = useSlice('settings').wrapUp
  const [code, setCode] = useState<Code | null>(dispositionCodes.find((each) => each === interaction.disposition) ?? null)
  const offered = outcomesOf(useSlice('queues'), interaction.queue)
  // What was chosen before the queue was known stays a choice.
  const codes = code === null || offered.includes(code) ? offered : [...offered, code]
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const note = useRef(interaction.note)
  const choose = (next: Code): void => {
    setCode(next)
    setMissing(false)
    void call('interaction.disposition', { id: interaction.id, code: next })
  }
  const finish = async (): Promise<void> => {
    if (code === null && needsCode(policy)) {
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
      aside={
        <span className={s.timer}>
          {wrapUpEndsAt === null
            ? clock(present - Date.parse(timerStart(active)))
            : t('wrapUp.left', { time: clock(Math.max(0, Date.parse(wrapUpEndsAt) - present)) })}
        </span>
      }
    >
      <Disposition code={code} codes={codes} onChoose={choose} missing={missing} />
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
        {wrapUpEndsAt !== null && (
          <Button icon="clock" onPress={() => void act('interaction.extendWrapUp', { id: interaction.id })}>
            {t('wrapUp.more')}
          </Button>
        )}
        <span className={s.hint}>{t(wrapUpEndsAt === null ? 'wrapUp.hint' : 'wrapUp.timed')}</span>
      </div>
    </Section>
  )
}
