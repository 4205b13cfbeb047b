import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import s from './chooser.module.css'
import type { FormInput } from './form-input.ts'

type Point = FormInput['points'][number]

/** Numbers and addresses of a contact, each its own row, own or shared with others. */
export function PointRows({ onChange, points }: { points: readonly Point[]; onChange: (points: Point[]) => void }): ReactNode {
  const t = useT()
  const set = (at: number, patch: Partial<Point>): void =>
    onChange(points.map((point, index) => (index === at ? { ...point, ...patch } : point)))
  return (
    <div className={s.points}>
      {points.map((point, index) => (
        <div key={index} className={s.point}>
          <Select
            label={t('contactForm.kind', { number: index + 1 })}
            bare
            value={point.type}
            choices={[
              { value: 'phone', label: t('contactForm.phone') },
              { value: 'email', label: t('contactForm.mail') },
            ]}
            onChange={(type) => set(index, { type })}
          />
          <Field
            aria-label={t(point.type === 'phone' ? 'contactForm.phoneNumber' : 'contactForm.mailAddress', { number: index + 1 })}
            label=""
            value={point.raw}
            placeholder={t(point.type === 'phone' ? 'contactForm.phone.example' : 'contactForm.mail.example')}
            onChange={(raw) => set(index, { raw })}
          />
          <Select
            label={t('contactForm.usage', { number: index + 1 })}
            bare
            value={point.usage}
            choices={[
              { value: 'direct', label: t('contactForm.direct') },
              { value: 'shared', label: t('contactForm.shared') },
            ]}
            onChange={(usage) => set(index, { usage })}
          />
          <Button
            kind="quiet"
            icon="trash"
            label={t('contactForm.removePoint', { number: index + 1 })}
            onPress={() => onChange(points.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div className={s.row}>
        <Button
          small
          kind="quiet"
          icon="plus"
          onPress={() => onChange([...points, { type: 'phone', raw: '', usage: 'direct', trust: 'stated' }])}
        >
          {t('contactForm.addPoint')}
        </Button>
      </div>
    </div>
  )
}
