import type { Translator } from '#shared/i18n/translator.ts'

/** When something is tried again, counted down: seconds, or minutes when there are many. Null while it is being tried. */
export function sayNextTry(at: string | null, present: number, { t }: Pick<Translator, 't'>): string | null {
  const left = at === null ? 0 : Math.ceil((Date.parse(at) - present) / 1000)
  if (left <= 0) return null
  return left < 120 ? t('line.next', { count: left }) : t('line.nextMinutes', { count: Math.ceil(left / 60) })
}
