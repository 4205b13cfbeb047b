import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { cx } from './cx.ts'
import s from './suggest.module.css'

export interface Suggestion {
  readonly id: string
  readonly group?: string
  /** What a screen reader says; what is seen if there is no `view`. */
  readonly label: string
  readonly view?: ReactNode
}

interface SuggestProps {
  label: string
  search?: boolean
  value: string
  onChange: (value: string) => void
  options: readonly Suggestion[]
  /** 'more': what was picked brings more options, the list stays open. */
  onPick: (id: string) => void | 'more'
  /** Enter without a chosen option. */
  onEnter?: () => void
  /** Keys the box handles before the list does; true if it did. */
  onKey?: (event: KeyboardEvent<HTMLInputElement>) => boolean
  onBlur?: () => void
  onFocus?: () => void
  placeholder?: string
  inputRef?: Ref<HTMLInputElement>
  className?: string | undefined
  /** Said and shown in the panel when there are no options: "Nothing found". */
  empty?: string | null
  /** Beneath the options. */
  footer?: ReactNode
  wide?: boolean
  describedBy?: string
  invalid?: boolean
}

/**
 * A text box with a list of suggestions beneath. The focus stays in the box (it keeps the role of a text or search box);
 * arrows move through the list, Enter takes what is chosen, Escape closes.
 */
export function Suggest(props: SuggestProps): ReactNode {
  const { empty, label, onChange, onEnter, onPick, options, search, value } = props
  const list = useId()
  const [open, setOpen] = useState(false)
  // The option itself, not its place: others may still come in above it.
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = open && (options.length > 0 || (empty ?? null) !== null)
  const at = shown ? options.findIndex((option) => option.id === chosen) : -1
  const active = options[at]
  const idOf = (option: Suggestion): string => `${list}-${option.id}`

  const pick = (option: Suggestion): void => {
    const more = onPick(option.id) === 'more'
    setOpen(more)
    // The next arrow down leads to the first of what comes.
    setChosen(more ? (options[options.indexOf(option) - 1]?.id ?? null) : null)
  }
  const moveTo = (index: number): void => {
    const option = options[index]
    setOpen(true)
    setChosen(option?.id ?? null)
    if (option) requestAnimationFrame(() => document.getElementById(idOf(option))?.scrollIntoView({ block: 'nearest' }))
  }
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || props.onKey?.(event)) return
    const count = options.length
    if (event.key === 'ArrowDown' && count > 0) moveTo(Math.min(count - 1, at + 1))
    else if (event.key === 'ArrowUp' && count > 0) moveTo(Math.max(-1, at - 1))
    else if (event.key === 'Enter' && !event.ctrlKey && active) pick(active)
    else if (event.key === 'Enter' && !event.ctrlKey && onEnter) onEnter()
    else if (event.key === 'Escape' && shown) setOpen(false)
    else return
    event.preventDefault()
  }
  const groups = [...new Set(options.map((option) => option.group))]

  return (
    <div
      className={cx(s.box, props.className)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <input
        ref={props.inputRef}
        type={search ? 'search' : 'text'}
        className={s.input}
        aria-label={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={shown ? list : undefined}
        aria-activedescendant={active ? idOf(active) : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        value={value}
        onChange={(event) => {
          setOpen(true)
          setChosen(null)
          onChange(event.target.value)
        }}
        onFocus={() => {
          setOpen(true)
          props.onFocus?.()
        }}
        onClick={() => setOpen(true)}
        onBlur={props.onBlur}
        onKeyDown={press}
      />
      {shown && (
        <div className={cx(s.panel, props.wide && s.wide)} onPointerDown={(event) => event.preventDefault()}>
          <div id={list} role="listbox" aria-label={label} className={s.list} tabIndex={props.wide ? 0 : undefined}>
            {groups.map((group) => (
              <div key={group ?? ''} role={group ? 'group' : 'presentation'} aria-label={group}>
                {group && (
                  <div className={s.group} aria-hidden="true">
                    {group}
                  </div>
                )}
                {options.map((option) =>
                  option.group === group ? (
                    // the focus stays in the box: arrows and Enter there choose (aria-activedescendant)
                    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                    <div
                      key={option.id}
                      id={idOf(option)}
                      role="option"
                      aria-selected={option === active}
                      aria-label={option.label}
                      className={cx(s.option, option === active && s.on)}
                      onClick={() => pick(option)}
                    >
                      {option.view ?? option.label}
                    </div>
                  ) : null,
                )}
              </div>
            ))}
          </div>
          {options.length === 0 && empty && (
            <p className={s.empty} role="status">
              {empty}
            </p>
          )}
          {props.footer}
        </div>
      )}
    </div>
  )
}
