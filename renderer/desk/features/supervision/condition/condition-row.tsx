import type { ReactNode } from 'react'
import { operatorsOf } from '#shared/cues/deck/check-condition.ts'
import type { Operator } from '#shared/cues/deck/condition.ts'
import { isPicked, withFact, withOperator, type Row } from '#shared/cues/deck/rows.ts'
import type { RowProblem } from '#shared/cues/deck/write-rows.ts'
import { askedNames, factSpec, type FactKind } from '#shared/cues/facts.ts'
import { sayFact } from '#shared/cues/words/condition-words.ts'
import { useWords } from '../../../ui/i18n.tsx'
import { Select } from '../../../ui/select.tsx'
import e from '../editor.module.css'
import { capital, useConditionWords } from '../use-condition-words.ts'
import { Movers } from './movers.tsx'
import { RowValue } from './row-value.tsx'
import type { Tree } from './use-tree.ts'

/** One row: a fact, a comparison, a value. */
export function ConditionRow({
  at,
  problems,
  row,
  tree,
}: {
  at: string
  row: Row
  problems: readonly RowProblem[]
  tree: Tree
}): ReactNode {
  const { say, t } = useWords()
  const words = useConditionWords()
  const { fact, id } = row
  const change = (next: Row): void => tree.replace(id, next)
  const problem = problems.find((each) => each.id === id)
  const told = problem ? say(`deck.row.${problem.key}`, problem.params) : null
  const kind = fact === null ? null : factSpec(fact).kind
  const typed = kind !== null && !isPicked(kind)
  return (
    <li className={e.part}>
      {/* The row listens for the keys that move it; what they are pressed in are its own fields. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        role="group"
        aria-label={t('deck.row.name', { at })}
        className={e.row}
        data-part={id}
        data-wrong={told ? true : undefined}
        onKeyDownCapture={(event) => tree.keys(event, id)}
      >
        <span className={e.fact} data-focus="fact">
          <Select
            bare
            label={t('deck.row.fact')}
            placeholder={t('deck.row.chooseFact')}
            value={fact}
            onChange={(next) => change(withFact(row, next))}
            choices={askedNames.map((value) => ({ value, label: capital(sayFact(value, words)) }))}
          />
        </span>
        {kind !== null && kind !== 'flag' && (
          <span className={e.operator} data-focus="operator">
            <Select
              bare
              label={t('deck.row.operator')}
              value={row.operator}
              onChange={(next) => change(withOperator(row, next))}
              choices={operatorsOf[kind].map((value) => ({ value, label: t(operatorLabel(kind, value)) }))}
            />
          </span>
        )}
        {fact !== null && (
          <span className={e.value} data-focus="value">
            <RowValue row={{ ...row, fact }} problem={typed ? told : null} onChange={change} />
          </span>
        )}
        <Movers at={at} id={id} tree={tree} removeLabel={t('deck.row.remove', { at })} />
      </div>
      {told && !typed && <p className={e.problem}>{told}</p>}
    </li>
  )
}

function operatorLabel(
  kind: FactKind,
  operator: Operator,
): `deck.op.${Operator}` | 'deck.op.countAtLeast' | 'deck.op.countAtMost' {
  if (kind === 'list' && operator === 'atLeast') return 'deck.op.countAtLeast'
  if (kind === 'list' && operator === 'atMost') return 'deck.op.countAtMost'
  return `deck.op.${operator}`
}
