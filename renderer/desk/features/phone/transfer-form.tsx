import { useState, type ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import s from './call-bar.module.css'
import { nameOf, stageOf } from './model.ts'
import { NumberBox, type Dialled } from './number-box.tsx'

/** Whom the call is handed over to, and whether they are asked first. */
export function TransferForm({ active, onDone }: { active: ActiveInteraction; onDone: () => void }): ReactNode {
  const t = useT()
  const act = useAct()
  const [dialled, setDialled] = useState<Dialled>({ text: '', contactId: null })
  const others = useSlice('interactions').filter(
    (each) => each.interaction.id !== active.interaction.id && each.call?.phase === 'connected',
  )
  const { id } = active.interaction
  const target = dialled.text.trim()
  const now = async (): Promise<void> => {
    if (target !== '' && (await act('call.transfer', { id, target })).ok) onDone()
  }
  const { parkCode } = useSlice('settings').exchange
  const park = async (): Promise<void> => {
    if ((await act('call.transfer', { id, target: parkCode })).ok) onDone()
  }
  const ask = async (): Promise<void> => {
    if (target !== '' && (await act('call.dial', { id: uuidv7(), target, contactId: dialled.contactId })).ok) onDone()
  }
  const connect = async (otherId: string): Promise<void> => {
    // Whom we talked to first is handed over; the other way round the exchange would have to call us back.
    const [held, asked] = stageOf(active) === 'held' ? [id, otherId] : [otherId, id]
    if ((await act('call.transferTo', { id: held, otherId: asked })).ok) onDone()
  }
  return (
    <>
      {others.map((other) => (
        <Button key={other.interaction.id} kind="good" icon="fwd" onPress={() => void connect(other.interaction.id)}>
          {t('call.transfer.connect', { name: nameOf(other) ?? t('call.withheld') })}
        </Button>
      ))}
      <NumberBox value={dialled} inputRef={focusOnce} onChange={setDialled} onEnter={() => void now()} />
      <div className={s.transferActs}>
        <Button kind="good" isDisabled={target === ''} onPress={() => void now()}>
          {t('call.transfer.now')}
        </Button>
        <Button isDisabled={target === ''} onPress={() => void ask()}>
          {t('call.transfer.ask')}
        </Button>
        {parkCode !== '' && (
          <Button icon="pause" onPress={() => void park()}>
            {t('call.park')}
          </Button>
        )}
      </div>
      <p className={s.transferHint}>{t('call.transfer.hint')}</p>
    </>
  )
}

/** The box takes the focus when the form opens, and not again with each picture. */
const focusOnce = (box: HTMLInputElement | null): void => box?.focus()
