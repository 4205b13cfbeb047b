import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import s from './dial-pad.module.css'

/** Letters under the digits (ITU-T E.161). */
const keys = [
  ['1', ''],
  ['2', 'abc'],
  ['3', 'def'],
  ['4', 'ghi'],
  ['5', 'jkl'],
  ['6', 'mno'],
  ['7', 'pqrs'],
  ['8', 'tuv'],
  ['9', 'wxyz'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const

/** Whether a pressed key stands on the pad. */
export const isDialKey = (key: string): boolean => keys.some(([each]) => each === key)

/** The twelve keys. */
export function DialKeys({ onKey }: { onKey: (key: string) => void }): ReactNode {
  return (
    <div className={s.keys}>
      {keys.map(([key, letters]) => (
        <Button key={key} className={s.key ?? ''} aria-label={key} onPress={() => onKey(key)}>
          <span>{key}</span>
          <small>{letters}</small>
        </Button>
      ))}
    </div>
  )
}
