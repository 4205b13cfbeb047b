import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import type { Translator } from '#shared/i18n/translator.ts'
import { queries } from '../bridge/query.ts'
import { useDesk } from '../bridge/store.ts'
import { listenToKeys, setChosenKeys } from '../ui/commands/index.ts'
import { WordsProvider } from '../ui/i18n.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { Boundary } from './boundary.tsx'
import { Gate } from './gate.tsx'
import { useTheme } from './use-theme.ts'

/** The whole desk window. `first`: the words of the first picture. */
export function App({ first }: { first: Translator }): ReactNode {
  const language = useDesk((state) => state.snapshot?.language ?? first.language)
  const shortcuts = useDesk((state) => state.snapshot?.settings.shortcuts)
  useTheme()
  useEffect(listenToKeys, [])
  useEffect(() => setChosenKeys(shortcuts ?? {}), [shortcuts])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <QueryClientProvider client={queries}>
      <WordsProvider first={first} language={language}>
        <Boundary place="desk">
          <Gate />
        </Boundary>
        <Toasts />
      </WordsProvider>
    </QueryClientProvider>
  )
}
