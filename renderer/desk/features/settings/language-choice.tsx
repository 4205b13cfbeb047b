import type { ReactNode } from 'react'
import { languageNames, languages } from '#shared/i18n/languages.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'

/** The language of the desk, each named in itself; it changes at once. */
export function LanguageChoice({ bare }: { bare?: boolean }): ReactNode {
  const t = useT()
  const act = useAct()
  const { language } = useSlice('settings')
  return (
    <Select
      label={t('settings.language')}
      bare={bare ?? false}
      value={language ?? 'system'}
      onChange={(value) => void act('settings.set', { patch: { language: value === 'system' ? null : value } })}
      choices={[
        { value: 'system', label: t('settings.language.system') },
        ...languages.map((each) => ({ value: each, label: languageNames[each] })),
      ]}
    />
  )
}
