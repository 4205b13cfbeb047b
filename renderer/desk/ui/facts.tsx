import type { ReactNode } from 'react'
import s from './facts.module.css'

/** Names and values beside each other; rows without a value are left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }): ReactNode {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (shown.length === 0) return null
  return (
    <dl className={s.facts}>
      {shown.map(([name, value]) => (
        <div key={name} className={s.row}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
