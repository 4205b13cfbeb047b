import type { ReactNode } from 'react'
import { useT } from '../../ui/i18n.tsx'
import { ListHead } from '../../ui/list-head.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { go, useRoute } from '../../ui/route.ts'
import { Scroll } from '../../ui/scroll.tsx'
import { Work } from '../layout/index.ts'
import { pages, type SettingsPage } from './pages.tsx'

/** The list of pages, and the one that is open. */
export function SettingsPlace(): ReactNode {
  const t = useT()
  const open = useRoute((state) => state.open)
  const page = pages.find((each) => each.id === open) ?? (pages[0] as SettingsPage)
  return (
    <Work
      list={
        <>
          <ListHead title={t('place.settings')} />
          <ul aria-label={t('settings.pages')}>
            {pages.map((each) => (
              <li key={each.id}>
                <ListRow
                  icon={each.icon}
                  title={t(each.label)}
                  when={null}
                  text={t(each.text)}
                  open={each === page}
                  onOpen={() => go('settings', each.id)}
                />
              </li>
            ))}
          </ul>
        </>
      }
    >
      <Scroll>
        <Scroll.Head title={t(page.label)} sub={t(page.text)} />
        <page.Page key={page.id} />
      </Scroll>
    </Work>
  )
}
