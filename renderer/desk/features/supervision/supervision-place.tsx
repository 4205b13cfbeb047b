import { Suspense, type ReactNode } from 'react'
import { useT } from '../../ui/i18n.tsx'
import { ListHead } from '../../ui/list-head.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { go, useRoute } from '../../ui/route.ts'
import { Scroll } from '../../ui/scroll.tsx'
import { Work } from '../layout/index.ts'
import { PlaybooksPlace } from '../playbooks/index.ts'
import { pages, type Page } from './pages.ts'

/** The pages of the lead, and the one that is open; the standards bring a list of their own. */
export function SupervisionPlace(): ReactNode {
  const t = useT()
  const open = useRoute((state) => state.open)
  const page = pages.find((each) => each.id === open) ?? (pages[0] as Page)
  const list = <PageList open={page} />
  if (page.Page === null)
    return (
      <Suspense fallback={<Work list={list}>{null}</Work>}>
        <PlaybooksPlace above={list} />
      </Suspense>
    )
  return (
    <Work list={list}>
      <Scroll>
        <Scroll.Head title={t(page.label)} sub={t(page.text)} />
        <page.Page key={page.id} />
      </Scroll>
    </Work>
  )
}

function PageList({ open }: { open: Page }): ReactNode {
  const t = useT()
  return (
    <>
      <ListHead title={t('place.supervision')} />
      <ul aria-label={t('supervision.pages')}>
        {pages.map((each) => (
          <li key={each.id}>
            <ListRow
              icon={each.icon}
              title={t(each.label)}
              when={null}
              text={t(each.text)}
              open={each === open}
              onOpen={() => go('supervision', each.id)}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
