import type { ReactNode } from 'react'
import { useSlice } from '../../bridge/store.ts'
import { Facts } from '../../ui/facts.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'

/** Versions, how the records are protected, the licence. */
export function AboutPage(): ReactNode {
  const t = useT()
  const version = useSlice('version')
  const access = useSlice('access')
  const processes = useSlice('processes')
  const agent = navigator.userAgent
  return (
    <>
      <Section label={t('about.versions')}>
        <Facts
          rows={[
            ['Courtesy', version],
            ['Electron', /Electron\/(\S+)/.exec(agent)?.[1] ?? null],
            ['Chromium', /Chrome\/(\S+)/.exec(agent)?.[1] ?? null],
            [t('about.protection'), access.state === 'open' ? t(`about.protection.${access.protection}`) : null],
            [t('about.restarts'), processes.reduce((sum, each) => sum + each.restarts, 0)],
          ]}
        />
      </Section>
      <Section label={t('about.licence')}>
        <p>{t('about.licence.text')}</p>
        <p>{t('about.notices')}</p>
      </Section>
    </>
  )
}
