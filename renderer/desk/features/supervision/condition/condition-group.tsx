import type { ReactNode } from 'react'
import { groupKinds, isGroup, type Group } from '#shared/cues/deck/rows.ts'
import type { RowProblem } from '#shared/cues/deck/write-rows.ts'
import { Button } from '../../../ui/button.tsx'
import { useWords } from '../../../ui/i18n.tsx'
import { Segments } from '../../../ui/segments.tsx'
import e from '../editor.module.css'
import { ConditionRow } from './condition-row.tsx'
import { Movers } from './movers.tsx'
import type { Tree } from './use-tree.ts'

/** All, any or none of its rows and groups. `at` is '' for the whole condition. */
export function ConditionGroup({
  at,
  group,
  problems,
  tree,
}: {
  at: string
  group: Group
  problems: readonly RowProblem[]
  tree: Tree
}): ReactNode {
  const { say, t } = useWords()
  const problem = problems.find((each) => each.id === group.id)
  const inside = (index: number): string => (at === '' ? String(index + 1) : `${at}.${index + 1}`)
  return (
    <div
      role="group"
      aria-label={at === '' ? t('deck.condition') : t('deck.group.name', { at })}
      className={at === '' ? e.root : e.group}
      data-part={group.id}
      data-wrong={problem ? true : undefined}
    >
      <div className={e.groupHead}>
        <Segments
          bare
          label={t('deck.group.kind')}
          value={group.kind}
          onChange={(kind) => tree.replace(group.id, { ...group, kind })}
          choices={groupKinds.map((value) => ({ value, label: t(`deck.group.${value}`) }))}
        />
        {at !== '' && <Movers at={at} id={group.id} tree={tree} removeLabel={t('deck.group.remove', { at })} />}
      </div>
      {group.parts.length > 0 && (
        <ul className={e.parts}>
          {group.parts.map((part, index) =>
            isGroup(part) ? (
              <li key={part.id} className={e.part}>
                <ConditionGroup at={inside(index)} group={part} problems={problems} tree={tree} />
              </li>
            ) : (
              <ConditionRow key={part.id} at={inside(index)} row={part} problems={problems} tree={tree} />
            ),
          )}
        </ul>
      )}
      {problem && <p className={e.problem}>{say(`deck.row.${problem.key}`, problem.params)}</p>}
      <span className={e.adders} data-focus={at === '' ? 'add' : undefined}>
        <Button small icon="plus" onPress={() => tree.addRow(group.id)}>
          {t('deck.group.addRow')}
        </Button>
        <Button small icon="plus" kind="quiet" onPress={() => tree.addGroup(group.id)}>
          {t('deck.group.addGroup')}
        </Button>
      </span>
    </div>
  )
}
