import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components'
import { cx } from './cx.ts'
import s from './field.module.css'

export interface FieldProps extends Omit<TextFieldProps, 'children' | 'className' | 'style'> {
  /** What stands above the box; '' with an `aria-label` shows none. */
  label: string
  /** Words under the box. */
  hint?: ReactNode
  /** What is wrong; shown instead of the hint. */
  problem?: string | null | undefined
  /** Beside the label: "Kept 10:42", a count. */
  aside?: ReactNode
  /** More than one line. */
  area?: boolean
  rows?: number
  placeholder?: string
  full?: boolean
}

/** A text box with its label, hint and problem. */
export function Field({ area, aside, full, hint, label, placeholder, problem, rows = 4, ...rest }: FieldProps): ReactNode {
  return (
    // What is wrong is said by us; the browser's own check would keep a form with a marked field from being sent again.
    <TextField
      {...rest}
      validationBehavior="aria"
      isInvalid={problem !== null && problem !== undefined}
      className={cx(s.field, full && s.full)}
    >
      {label !== '' && (
        <span className={s.top}>
          <Label className={s.label ?? ''}>{label}</Label>
          {aside !== undefined && <span className={s.aside}>{aside}</span>}
        </span>
      )}
      {area ? (
        <TextArea className={cx(s.input, s.area)} rows={rows} {...(placeholder ? { placeholder } : {})} />
      ) : (
        <Input
          className={s.input ?? ''}
          {...(placeholder ? { placeholder } : {})}
          {...(label === '' && placeholder ? { title: placeholder } : {})}
        />
      )}
      {hint && !problem && (
        <Text slot="description" className={s.hint ?? ''}>
          {hint}
        </Text>
      )}
      {problem && <FieldError className={s.problem ?? ''}>{problem}</FieldError>}
    </TextField>
  )
}

/** Two columns of fields; one when it gets narrow. */
export function FieldGrid({ children }: { children: ReactNode }): ReactNode {
  return <div className={s.grid}>{children}</div>
}
