import type { Translator } from '#shared/i18n/translator.ts'

/** How big a file is, in the unit that says something. */
export const saySize = (bytes: number, { t }: Pick<Translator, 't'>): string =>
  bytes < 1_048_576 ? t('size.kb', { size: Math.max(1, Math.round(bytes / 1024)) }) : t('size.mb', { size: bytes / 1_048_576 })
