import { useId, type ReactNode } from 'react'
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'
import type { Choice } from '../../ui/segments.tsx'
import e from './editor.module.css'

/** A field with a line under it: help, or what is wrong. */
export function Helped({ children, hint, problem }: { children: ReactNode; hint?: string; problem?: string | null }): ReactNode {
  const id = useId()
  return (
    <div className={e.helped} role="group" aria-describedby={hint || problem ? id : undefined}>
      {children}
      {(hint || problem) && (
        <p id={id} className={problem ? e.problem : e.help} data-wrong={problem ? true : undefined}>
          {problem ?? hint}
        </p>
      )}
    </div>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  hint?: string
  problem?: string | null
  choices: readonly Choice<T>[]
  value: T | null
  onChange: (value: T) => void
}

/** One of many, with its help. */
export const HelpedSelect = <T extends string>({ hint, problem, ...rest }: ChoiceProps<T>): ReactNode => (
  <Helped {...(hint ? { hint } : {})} {...(problem ? { problem } : {})}>
    <Select {...rest} />
  </Helped>
)

interface ChecksProps<T extends string> {
  label: string
  /** The label is only for screen readers. */
  bare?: boolean
  hint?: string
  problem?: string | null
  choices: readonly Choice<T>[]
  value: readonly T[]
  onChange: (value: T[]) => void
}

/** Some of a few, as boxes that are ticked; the answer is in the order of the choices. */
export function Checks<T extends string>({ bare, choices, hint, label, onChange, problem, value }: ChecksProps<T>): ReactNode {
  return (
    <Helped {...(hint ? { hint } : {})} {...(problem ? { problem } : {})}>
      <CheckboxGroup
        className={e.checks ?? ''}
        value={[...value]}
        onChange={(picked) => onChange(choices.flatMap((each) => (picked.includes(each.value) ? [each.value] : [])))}
        isInvalid={problem !== null && problem !== undefined}
        {...(bare ? { 'aria-label': label } : {})}
      >
        {!bare && <Label className={e.label ?? ''}>{label}</Label>}
        <div className={e.ticks}>
          {choices.map((each) => (
            <Checkbox key={each.value} value={each.value} className={e.tick ?? ''}>
              <span className={e.box}>
                <Icon name="check" size={12} />
              </span>
              {each.label}
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
    </Helped>
  )
}
