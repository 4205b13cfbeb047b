import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { now, useDesk, useSlice } from '../bridge/store.ts'
import { SideOverride, Work } from '../features/layout/index.ts'
import { LinkAsker, Outbox } from '../features/mail/index.ts'
import { CallBar, CallerPane, RingAnnouncer, SoundNotice, useRingingElsewhere } from '../features/phone/index.ts'
import { useT } from '../ui/i18n.tsx'
import { go, hasRoute, placeIds, useRoute } from '../ui/route.ts'
import { Boundary } from './boundary.tsx'
import s from './desk.module.css'
import { DeskEvents } from './desk-events.tsx'
import { KeysOverview } from './keys-overview.tsx'
import { NoticeBanner } from './notice-banner.tsx'
import { fetchWhenIdle } from './fetch-when-idle.ts'
import { places } from './places.tsx'
import { Rail } from './rail.tsx'
import { ReachProvider } from './reach.tsx'
import { TopBar } from './top-bar.tsx'

const PracticeStrip = lazy(() => import('../features/practice/index.ts').then((part) => ({ default: part.PracticeStrip })))

/** The desk once the records are open: four fixed places. */
export function Desk(): ReactNode {
  const t = useT()
  const place = useRoute((state) => state.place)
  const ringing = useRingingElsewhere()
  useEffect(() => {
    if (hasRoute()) return
    const last = placeIds.find((each) => each === now()?.settings.lastPlace)
    go(last && last !== 'settings' ? last : 'phone')
  }, [])
  // Nobody rings or writes before the records are open, and opening them comes first.
  const opened = useDesk((state) => state.snapshot?.access.state === 'open')
  useEffect(() => (opened ? fetchWhenIdle() : undefined), [opened])
  const practising = useSlice('practice') !== null
  const row = places.find((each) => each.id === place)
  return (
    <div className={s.desk}>
      <a className={s.skip} href="#work" onClick={(event) => (event.preventDefault(), document.getElementById('work')?.focus())}>
        {t('shell.skip')}
      </a>
      <Rail />
      <div className={s.right}>
        <TopBar />
        {practising && (
          <Suspense fallback={null}>
            <PracticeStrip />
          </Suspense>
        )}
        <NoticeBanner />
        <SoundNotice />
        <Boundary place="call-bar">
          <CallBar />
        </Boundary>
        <div id="work" tabIndex={-1} className={s.work}>
          <SideOverride value={ringing ? <CallerPane active={ringing} /> : null}>
            <ReachProvider>
              <Boundary place={place}>
                <Suspense fallback={<Work>{null}</Work>}>{row && <row.Place />}</Suspense>
              </Boundary>
            </ReachProvider>
          </SideOverride>
        </div>
      </div>
      <RingAnnouncer />
      <Outbox />
      <LinkAsker />
      <KeysOverview />
      <DeskEvents />
    </div>
  )
}
