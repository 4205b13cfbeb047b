import { useCallback, type ReactNode } from 'react'
import { languageNames, languages, type Language } from '#shared/i18n/languages.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'

/** Sets the language of the desk; null for that of the system. */
export function useSetLanguage(): (language: Language | null) => void {
  const act = useAct()
  return useCallback((language) => void act('settings.set', { patch: { language } }), [act])
}

/** The language of the desk, each named in itself; it changes at once. */
export function LanguageChoice({ bare }: { bare?: boolean }): ReactNode {
  const t = useT()
  const set = useSetLanguage()
  const { language } = useSlice('settings')
  return (
    <Select
      label={t('settings.language')}
      bare={bare ?? false}
      value={language ?? 'system'}
      onChange={(value) => set(value === 'system' ? null : value)}
      choices={[
        { value: 'system', label: t('settings.language.system') },
        ...languages.map((each) => ({ value: each, label: languageNames[each] })),
      ]}
    />
  )
}
