import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Translator } from '#shared/i18n/translator.ts'
import { queries, speaks } from '../bridge/query.ts'
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
  const said = useRef(language)
  useEffect(() => {
    document.documentElement.lang = language
    // What main answered in the words of another language is asked again.
    if (said.current !== language) void queries.invalidateQueries({ predicate: ({ queryKey }) => speaks(queryKey) })
    said.current = language
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
