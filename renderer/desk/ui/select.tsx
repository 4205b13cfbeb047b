import type { ReactNode } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import { cx } from './cx.ts'
import field from './field.module.css'
import { Icon } from './icon.tsx'
import type { Choice } from './segments.tsx'
import s from './select.module.css'

interface SelectProps<T extends string> {
  label: string
  bare?: boolean
  choices: readonly Choice<T>[]
  value: T | null
  placeholder?: string
  onChange: (value: T) => void
  disabled?: boolean
  aside?: ReactNode
}

/** One of many, from a list that opens. */
export function Select<T extends string>({
  aside,
  bare,
  choices,
  disabled,
  label,
  onChange,
  placeholder,
  value,
}: SelectProps<T>): ReactNode {
  return (
    <AriaSelect
      className={field.field ?? ''}
      value={value}
      onChange={(key) => key !== null && onChange(key as T)}
      isDisabled={disabled ?? false}
      {...(placeholder ? { placeholder } : {})}
      {...(bare ? { 'aria-label': label } : {})}
    >
      {!bare && (
        <span className={field.top}>
          <Label className={field.label ?? ''}>{label}</Label>
          {aside !== undefined && <span className={field.aside}>{aside}</span>}
        </span>
      )}
      <Button className={cx(field.input, s.button)}>
        <SelectValue className={s.value ?? ''} />
        <Icon name="chev" size={15} />
      </Button>
      <Popover className={s.popover ?? ''}>
        <ListBox items={choices} className={s.list ?? ''}>
          {(choice) => (
            <ListBoxItem id={choice.value} textValue={choice.label} className={s.item ?? ''}>
              {choice.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
