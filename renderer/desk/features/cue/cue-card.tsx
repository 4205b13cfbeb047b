import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { CueView } from '#shared/contract/desk/cues.ts'
import { call } from '../../bridge/client.ts'
import { useAct } from '../../bridge/use-act.ts'
import { shownKeys, useCommand } from '../../ui/commands/index.ts'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useNow } from '../../ui/time.ts'
import s from './cue.module.css'
import { Overrule } from './overrule.tsx'
import { Questions, type AnswersPlace } from './questions.tsx'
import { techniqueLabels } from './words.ts'

/** The card: what to say, why now, and the three answers to it. It is said politely and takes no focus. */
export function CueCard({ cue, place }: { cue: CueView; place: AnswersPlace }): ReactNode {
  const t = useT()
  const act = useAct()
  const left = Math.max(0, Math.ceil((Date.parse(cue.expiresAt) - useNow()) / 1000))
  const answer = (what: 'done' | 'not_now' | 'overruled', reason?: string): void =>
    void act('cue.act', { eventId: cue.eventId, act: what, reason: reason || null })
  useCommand('cue.done', () => answer('done'))
  useCommand('cue.notNow', () => answer('not_now'))
  // Told once it is on the screen: the time from the moment it was due is a figure of the product.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      setTimeout(() => void call('cue.painted', { eventId: cue.eventId, at: new Date().toISOString() }), 0),
    )
    return () => cancelAnimationFrame(frame)
  }, [cue.eventId])
  // A card must not go under the hands of somebody who reads its reason or writes on it.
  const [inUse, setInUse] = useState(false)
  const told = useRef(false)
  useEffect(() => {
    if (inUse !== told.current) void call('cue.use', { eventId: cue.eventId, inUse })
    told.current = inUse
  }, [cue.eventId, inUse])
  return (
    <div className={s.card}>
      <div className={s.top}>
        <Icon name="spark" size={16} />
        <span>{t(techniqueLabels[cue.technique])}</span>
        <span className={s.left} aria-hidden="true">
          {inUse ? t('cue.place', { at: cue.number, of: cue.of }) : t('cue.count', { at: cue.number, of: cue.of, count: left })}
        </span>
      </div>
      <p className={s.say} title={cue.card.say}>
        {cue.card.say}
      </p>
      <p className={s.evidence} title={cue.evidence}>
        {cue.evidence}
      </p>
      <div className={s.acts}>
        <Button className={cx(s.done)} onPress={() => answer('done')} aria-label={t('cue.done')}>
          {t('cue.done')}
          <kbd className={s.key}>{shownKeys('cue.done')}</kbd>
        </Button>
        <Button className={cx(s.act)} onPress={() => answer('not_now')}>
          {t('cue.notNow')}
        </Button>
        <Overrule onOverrule={(reason) => answer('overruled', reason)} onOpen={setInUse} />
        {cue.questions.length > 0 && <Questions questions={cue.questions} place={place} onOpen={setInUse} />}
        <DialogTrigger onOpenChange={setInUse}>
          <Button className={cx(s.act)}>{t('cue.why')}</Button>
          <Popover className={cx(s.pop)} placement="bottom start">
            <Dialog className={cx(s.form)}>
              <Heading slot="title" level={3}>
                {t('cue.why')}
              </Heading>
              <p>{cue.card.why}</p>
              <p className={s.example}>{cue.card.example}</p>
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
    </div>
  )
}
