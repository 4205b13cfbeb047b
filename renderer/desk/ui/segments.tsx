import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { cx } from './cx.ts'
import s from './segments.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
}

interface SegmentsProps<T extends string> {
  label: string
  /** The label is only for screen readers. */
  bare?: boolean
  /** Only as wide as its words need. */
  short?: boolean
  choices: readonly Choice<T>[]
  value: T | null
  onChange: (value: T) => void
  disabled?: boolean
}

/** One of a few, side by side: a radio group. */
export function Segments<T extends string>({
  bare,
  choices,
  disabled,
  label,
  onChange,
  short,
  value,
}: SegmentsProps<T>): ReactNode {
  return (
    <RadioGroup
      className={cx(s.group, short && s.short)}
      value={value}
      onChange={(next) => onChange(next as T)}
      isDisabled={disabled ?? false}
      orientation="horizontal"
      {...(bare ? { 'aria-label': label } : {})}
    >
      {!bare && <Label className={s.label ?? ''}>{label}</Label>}
      <div className={s.row}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={cx(s.choice)} data-words={choice.label}>
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
