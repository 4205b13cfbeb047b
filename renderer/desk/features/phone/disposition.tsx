import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { dispositionCodes } from '#shared/domain/case-choices.ts'
import { useT } from '../../ui/i18n.tsx'
import { dispositionLabels } from '../case-words/index.ts'
import s from './wrap-up.module.css'

export type Code = (typeof dispositionCodes)[number]

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=radio]), textarea'))

/** How it ended: one of a few, by click, arrows or its digit (while nothing is being typed). */
export function Disposition({
  code,
  codes,
  missing,
  onChoose,
}: {
  code: Code | null
  /** Those that are offered, in their order. */
  codes: readonly Code[]
  missing: boolean
  onChoose: (code: Code) => void
}): ReactNode {
  const t = useT()
  const name = useId()
  const latest = useRef({ codes, onChoose })
  latest.current = { codes, onChoose }
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const chosen = /^[1-9]$/.test(event.key) ? latest.current.codes[Number(event.key) - 1] : undefined
      if (!chosen || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return
      event.preventDefault()
      latest.current.onChoose(chosen)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return (
    <fieldset className={s.group}>
      <legend>{t('disposition')}</legend>
      <div className={s.codes}>
        {codes.map((each, index) => (
          <label key={each} className={s.code}>
            <input type="radio" name={name} value={each} checked={code === each} onChange={() => onChoose(each)} />
            {t(dispositionLabels[each])}
            <kbd aria-hidden="true">{index + 1}</kbd>
          </label>
        ))}
      </div>
      {missing && (
        <p className={s.missing} role="alert">
          {t('disposition.missing')}
        </p>
      )}
    </fieldset>
  )
}
