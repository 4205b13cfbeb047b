import type { Translator } from '#shared/i18n/translator.ts'
import type { Choice } from '../../ui/segments.tsx'

const common = ['hu', 'cs', 'de', 'en', 'mn', 'sk', 'ro', 'uk', 'pl', 'ru']

/** Languages a customer may speak, in the words of the desk; one that is set stays in the list. */
export function speakChoices(current: string, t: Translator['t'], language = 'en'): Choice<string>[] {
  const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' })
  const all = current === '' || common.includes(current) ? common : [current, ...common]
  return [{ value: 'none', label: t('contactForm.unknown') }, ...all.map((value) => ({ value, label: names.of(value) ?? value }))]
}
