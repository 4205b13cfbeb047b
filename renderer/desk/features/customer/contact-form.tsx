import { useEffect, useRef, useState, type ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import type { AppError } from '#shared/contract/result.ts'
import { call } from '../../bridge/client.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Kept } from '../../ui/kept.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Select } from '../../ui/select.tsx'
import s from './chooser.module.css'
import { Duplicates } from './duplicates.tsx'
import { inputOf, readKept, type FormInput } from './form-input.ts'
import { PointRows } from './point-rows.tsx'
import { speakChoices } from './speak-choices.ts'
import { useScratch } from './use-scratch.ts'

interface ContactFormProps {
  /** The contact that is changed; without it a new one is made. */
  contactId?: string
  start: FormInput
  /** Under which key half-typed words are kept. */
  scratchKey: string
  onSaved: (contactId: string) => void
  /** A duplicate turned out to be the one. */
  onOther?: (contactId: string) => void
  onCancel?: () => void
}

/** Makes or changes a contact. Everything typed is kept at once; duplicates show while typing. */
export function ContactForm({ contactId, onCancel, onOther, onSaved, scratchKey, start }: ContactFormProps): ReactNode {
  const words = useWords()
  const { t } = words
  const scratch = useScratch(scratchKey)
  const [form, setForm] = useState(start)
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  const restored = useRef(false)
  useEffect(() => {
    if (!scratch.found || restored.current) return
    restored.current = true
    const kept = readKept(scratch.text)
    if (kept) setForm(kept)
  }, [scratch.found, scratch.text])
  const set = (patch: Partial<FormInput>): void => {
    const next = { ...form, ...patch }
    setForm(next)
    restored.current = true
    scratch.change(JSON.stringify(next))
  }
  const save = async (): Promise<void> => {
    const input = inputOf(form)
    if (input.displayName === '') {
      setError({ kind: 'bad_input', messageKey: 'contactForm.nameMissing', retryable: false })
      return
    }
    setBusy(true)
    const result = contactId
      ? await call('contacts.update', { id: contactId, input })
      : await call('contacts.create', { id: uuidv7(), input })
    setBusy(false)
    if (!result.ok) {
      setError(result.error)
      return
    }
    setError(null)
    scratch.clear()
    onSaved(result.value.contact.id)
  }
  return (
    <form
      className={s.form}
      aria-label={t(contactId ? 'contactForm.change' : 'contactForm.new')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <FieldGrid>
        <Field
          label={t('contactForm.name')}
          value={form.displayName}
          onChange={(displayName) => set({ displayName })}
          aside={<Kept state={scratch.state} />}
        />
        <Field
          label={t('contactForm.organization')}
          value={form.organizationName}
          onChange={(organizationName) => set({ organizationName })}
        />
        <Field label={t('contactForm.city')} value={form.city} onChange={(city) => set({ city })} />
        <Select
          label={t('contactForm.speaks')}
          value={form.locale || null}
          choices={speakChoices(form.locale, words)}
          onChange={(locale) => set({ locale: locale === 'none' ? '' : locale })}
          placeholder={t('contactForm.choose')}
        />
      </FieldGrid>
      <PointRows points={form.points} onChange={(points) => set({ points })} />
      {contactId && (
        <FieldGrid>
          <Field label={t('contactForm.since')} value={form.customerSince} onChange={(customerSince) => set({ customerSince })} />
          <Field
            label={t('contactForm.tags')}
            hint={t('contactForm.tags.hint')}
            value={form.tags}
            onChange={(tags) => set({ tags })}
          />
          <Field
            type="date"
            label={t('contactForm.renewal')}
            value={form.renewalOn}
            onChange={(renewalOn) => set({ renewalOn })}
          />
          <Field
            label={t('contactForm.score')}
            hint={t('contactForm.score.hint')}
            inputMode="decimal"
            value={form.lastScore}
            onChange={(lastScore) => set({ lastScore })}
          />
          <Field
            full
            area
            rows={2}
            label={t('contactForm.promised')}
            value={form.promised}
            onChange={(promised) => set({ promised })}
          />
        </FieldGrid>
      )}
      <Duplicates form={form} exceptId={contactId ?? null} onPick={onOther} />
      {error && <Problem error={error} onRetry={() => void save()} />}
      <div className={s.row}>
        <Button kind="primary" type="submit" isDisabled={busy}>
          {t(contactId ? 'contactForm.save' : 'contactForm.make')}
        </Button>
        {onCancel && (
          <Button
            onPress={() => {
              scratch.clear()
              onCancel()
            }}
          >
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
