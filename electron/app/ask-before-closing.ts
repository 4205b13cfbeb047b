import { dialog, type BrowserWindow } from 'electron'
import type { Translator } from '#shared/i18n/translator.ts'

/** Calls are going on: closing the window would end them. True when the person wants that. */
export function askBeforeClosing({ t }: Translator, window: BrowserWindow | null): boolean {
  const options = {
    type: 'warning' as const,
    message: t('close.title'),
    detail: t('close.detail'),
    buttons: [t('close.stay'), t('close.end')],
    defaultId: 0,
    cancelId: 0,
  }
  return (window ? dialog.showMessageBoxSync(window, options) : dialog.showMessageBoxSync(options)) === 1
}
