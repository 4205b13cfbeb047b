import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import s from './access.module.css'

/** The way to practice from a page that asks for a passphrase: its data is made up and its own, so nobody needs one for it. */
export function PractiseInstead({ first = false }: { first?: boolean }): ReactNode {
  const t = useT()
  const act = useAct()
  return (
    <div className={s.instead}>
      <p className={s.text}>{t('access.practise.text')}</p>
      <Button icon="spark" onPress={() => void act('app.practise', null)}>
        {t(first ? 'access.practise.first' : 'first.practise')}
      </Button>
    </div>
  )
}
