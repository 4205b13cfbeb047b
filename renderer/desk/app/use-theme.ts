import { useLayoutEffect } from 'react'
import { useDesk } from '../bridge/store.ts'
import { useMedia } from '../ui/media.ts'

/** Light, dark or high contrast, as the person chose or as the system says, and the room around things; written to the root element for the tokens. */
export function useTheme(): void {
  const chosen = useDesk((state) => state.snapshot?.settings.theme ?? 'system')
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const theme = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen
  const density = useDesk((state) => state.snapshot?.settings.density ?? 'comfortable')
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
    document.documentElement.dataset['density'] = density
  }, [density, theme])
}
