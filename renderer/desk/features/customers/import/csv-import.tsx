import { useState, type ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import type { AppError } from '#shared/contract/result.ts'
import { call, type Answer } from '../../../bridge/client.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useT } from '../../../ui/i18n.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { CsvPreview, type Plan } from './csv-preview.tsx'
import { CsvProgressView } from './csv-progress.tsx'
import s from './import.module.css'

type Preview = Answer<'csv.preview'>
interface Chosen {
  token: string
  fileName: string
  preview: Preview
  /** What was decided about it before; null when it was not looked at yet. */
  plan: Plan | null
}
/**
 *   choose ──file──▶ preview ──start──▶ running (checking, importing, done, cancelled, failed)
 *              ▲ other file │ ▲                     │
 *              └────────────┘ └──again──────────────┘ (cancelled, failed)
 */
type Step =
  | { at: 'choose' }
  | ({ at: 'preview' } & Chosen)
  | { at: 'running'; jobId: string; token: string; fileName: string; plan: Plan }

/** Import of customers from a CSV file: choose, look, import; all or nothing, can be stopped. */
export function CsvImport({ onClose }: { onClose: () => void }): ReactNode {
  const t = useT()
  const [step, setStep] = useState<Step>({ at: 'choose' })
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)

  const look = async (token: string, fileName: string, format: Preview['format'] | null, plan: Plan | null): Promise<void> => {
    setBusy(true)
    const preview = await call('csv.preview', { token, format })
    setBusy(false)
    setError(preview.ok ? null : preview.error)
    if (preview.ok) setStep({ at: 'preview', token, fileName, preview: preview.value, plan })
  }
  const choose = async (): Promise<void> => {
    const chosen = await call('csv.choose', null)
    setError(chosen.ok ? null : chosen.error)
    if (chosen.ok && chosen.value) await look(chosen.value.token, chosen.value.fileName, null, null)
  }
  const start = async (plan: Plan): Promise<void> => {
    if (step.at !== 'preview') return
    const { fileName, token } = step
    const jobId = uuidv7()
    const begun = await call('csv.start', { token, jobId, ...plan })
    setError(begun.ok ? null : begun.error)
    if (begun.ok) setStep({ at: 'running', jobId, token, fileName, plan })
  }
  return (
    <Dialog title={t('import.title')} wide onClose={onClose}>
      {error && <Problem error={error} />}
      {step.at === 'choose' && (
        <div className={s.choose}>
          <p>{t('import.text')}</p>
          <Button kind="primary" icon="upload" isDisabled={busy} onPress={() => void choose()}>
            {t('import.choose')}
          </Button>
        </div>
      )}
      {step.at === 'preview' && (
        <CsvPreview
          key={JSON.stringify(step.preview.format) + step.token}
          fileName={step.fileName}
          preview={step.preview}
          plan={step.plan}
          busy={busy}
          onFormat={(format, plan) => void look(step.token, step.fileName, format, plan)}
          onOther={() => void choose()}
          onStart={(plan) => void start(plan)}
        />
      )}
      {step.at === 'running' && (
        <CsvProgressView
          key={step.jobId}
          jobId={step.jobId}
          onClose={onClose}
          onAgain={() => void look(step.token, step.fileName, step.plan.format, step.plan)}
        />
      )}
    </Dialog>
  )
}
