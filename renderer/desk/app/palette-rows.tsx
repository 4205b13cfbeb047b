import { useEffect } from 'react'
import { notReadyReasons } from '#shared/domain/not-ready.ts'
import { catalogueOf, languageNames, languages } from '#shared/i18n/languages.ts'
import { useSlice } from '../bridge/store.ts'
import { reasonLabels, useSetReady } from '../features/line/index.ts'
import type { Row } from '../features/search/index.ts'
import { settingsPages, useSetLanguage } from '../features/settings/index.ts'
import { supervisionPages } from '../features/supervision/place.ts'
import { useWords } from '../ui/i18n.tsx'
import { go } from '../ui/route.ts'

/**
 * Hands the search box what the tables of the desk hold and no command names: every page of the settings and of the lead, every language
 * but the one in use, every reason not to be ready. Fetched with the first letter that is typed there.
 */
export function PaletteRows({ onRows }: { onRows: (rows: readonly Row[]) => void }): null {
  const { language, t } = useWords()
  const { config, presence } = useSlice('line')
  const line = config !== null
  const setLanguage = useSetLanguage()
  const setReady = useSetReady()
  useEffect(() => {
    const pages = [
      ...settingsPages.map(({ id, label }) => ({ place: 'settings' as const, id, label })),
      ...supervisionPages.map(({ id, label }) => ({ place: 'supervision' as const, id, label })),
    ]
    onRows([
      ...(line ? notReadyReasons : [])
        .filter((reason) => presence.ready || presence.reason !== reason)
        .map((reason) => ({
          id: `reason-${reason}`,
          label: `${t('line.notReady')}: ${t(reasonLabels[reason])}`,
          run: () => setReady(false, reason),
        })),
      ...pages.map(({ id, label, place }) => ({
        id: `${place}-${id}`,
        label: `${t(`place.${place}`)}: ${t(label)}`,
        run: () => go(place, id),
      })),
      ...languages
        .filter((each) => each !== catalogueOf(language))
        .map((each) => ({
          id: `language-${each}`,
          label: `${t('settings.language')}: ${languageNames[each]}`,
          run: () => setLanguage(each),
        })),
    ])
  }, [language, line, onRows, presence, setLanguage, setReady, t])
  return null
}
