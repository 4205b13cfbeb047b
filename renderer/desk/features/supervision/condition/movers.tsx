import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useT } from '../../../ui/i18n.tsx'
import e from '../editor.module.css'
import type { Tree } from './use-tree.ts'

/** Up, down, away: for a row and for a group. */
export function Movers({ at, id, removeLabel, tree }: { at: string; id: number; tree: Tree; removeLabel: string }): ReactNode {
  const t = useT()
  return (
    <span className={e.movers}>
      <span className={e.up} data-focus="up">
        <Button
          small
          kind="quiet"
          icon="chev"
          label={t('deck.row.up', { at })}
          isDisabled={!tree.canMove(id, -1)}
          onPress={() => tree.move(id, -1, 'up')}
        />
      </span>
      <span data-focus="down">
        <Button
          small
          kind="quiet"
          icon="chev"
          label={t('deck.row.down', { at })}
          isDisabled={!tree.canMove(id, 1)}
          onPress={() => tree.move(id, 1, 'down')}
        />
      </span>
      <Button small kind="quiet" icon="trash" label={removeLabel} onPress={() => tree.remove(id)} />
    </span>
  )
}
