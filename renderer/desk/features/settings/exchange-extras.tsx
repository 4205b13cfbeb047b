import { useState, type ReactNode } from 'react'
import { readColleagues, writeColleagues } from '#shared/domain/colleague-lines.ts'
import { exchangeCode } from '#shared/domain/exchange.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { toast } from '../../ui/toasts.tsx'
import s from './settings.module.css'

/** What the exchange does beside calls: voice mailbox, watched colleagues, picking up for them. */
export function ExchangeExtras(): ReactNode {
  const t = useT()
  const act = useAct()
  const kept = useSlice('settings').exchange
  const [voicemail, setVoicemail] = useState(kept.voicemail)
  const [pickUpPrefix, setPrefix] = useState(kept.pickUpPrefix)
  const [parkCode, setPark] = useState(kept.parkCode)
  const [retrieveCode, setRetrieve] = useState(kept.retrieveCode)
  const [lines, setLines] = useState(writeColleagues(kept.colleagues))
  const { colleagues, wrong } = readColleagues(lines)
  const codes = [
    { label: t('settings.exchange.prefix'), value: pickUpPrefix, set: setPrefix },
    { label: t('settings.exchange.park'), value: parkCode, set: setPark },
    { label: t('settings.exchange.retrieve'), value: retrieveCode, set: setRetrieve },
  ]
  const codeWrong = codes.some(({ value }) => !exchangeCode.safeParse(value).success)
  const save = async (): Promise<void> => {
    if (colleagues === null || codeWrong) return
    const saved = await act('settings.set', {
      patch: { exchange: { voicemail, pickUpPrefix, parkCode, retrieveCode, colleagues } },
    })
    if (saved.ok) toast({ tone: 'good', text: t('settings.exchange.saved') })
  }
  return (
    <form
      className={s.form}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <FieldGrid>
        <Field
          label={t('settings.exchange.voicemail')}
          hint={t('settings.exchange.voicemail.hint')}
          value={voicemail}
          maxLength={60}
          onChange={setVoicemail}
        />
        {codes.map(({ label, set, value }) => (
          <Field
            key={label}
            label={label}
            value={value}
            onChange={set}
            problem={exchangeCode.safeParse(value).success ? null : t('settings.exchange.wrongPrefix')}
          />
        ))}
        <Field
          area
          rows={4}
          full
          label={t('settings.exchange.colleagues')}
          hint={t('settings.exchange.colleagues.hint')}
          value={lines}
          onChange={setLines}
          problem={wrong === null ? null : t('settings.exchange.wrongLine', { line: wrong })}
        />
      </FieldGrid>
      <div className={s.row}>
        <Button type="submit" isDisabled={wrong !== null || codeWrong}>
          {t('settings.exchange.save')}
        </Button>
      </div>
    </form>
  )
}
