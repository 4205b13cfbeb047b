import { useState, type ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { LanguageChoice } from '../settings/index.ts'
import s from './first-start.module.css'
import { Steps } from './steps.tsx'

/** Nothing is set up yet: practise or connect. */
export function FirstStart(): ReactNode {
  const t = useT()
  const act = useAct()
  const [connecting, setConnecting] = useState(false)
  const done = (): void => void act('settings.set', { patch: { firstStart: { done: true } } })
  if (connecting) return <Steps onDone={done} />
  return (
    <main className={s.page}>
      <div className={s.language}>
        <LanguageChoice bare />
      </div>
      <div className={s.head}>
        <p className={s.mark} aria-hidden="true">
          C·
        </p>
        <h1 className={s.title}>{t('first.title')}</h1>
        <p className={s.sub}>{t('first.text')}</p>
      </div>
      <div className={s.cards}>
        <section className={s.card} aria-label={t('first.practise')}>
          <span className={s.icon}>
            <Icon name="spark" size={22} />
          </span>
          <h2>{t('first.practise')}</h2>
          <p className={s.words}>{t('first.practise.text')}</p>
          <Button kind="primary" onPress={() => void act('app.practise', null)}>
            {t('first.practise')}
          </Button>
        </section>
        <section className={s.card} aria-label={t('first.connect')}>
          <span className={s.icon}>
            <Icon name="phone" size={22} />
          </span>
          <h2>{t('first.connect')}</h2>
          <p className={s.words}>{t('first.connect.text')}</p>
          <Button onPress={() => setConnecting(true)}>{t('first.connect')}</Button>
        </section>
      </div>
      <Button kind="quiet" onPress={done}>
        {t('first.skip')}
      </Button>
    </main>
  )
}
