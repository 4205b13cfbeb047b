import { collator, languageName } from '#shared/i18n/formats.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import type { Choice } from '../../ui/segments.tsx'

const common = ['hu', 'cs', 'de', 'en', 'mn', 'sk', 'ro', 'uk', 'pl', 'ru']

/** Languages a customer may speak, in the words of the desk; one that is set stays in the list. */
export function speakChoices(current: string, { language, t }: Pick<Translator, 'language' | 't'>): Choice<string>[] {
  const all = current === '' || common.includes(current) ? common : [current, ...common]
  const named = all.map((value) => ({ value, label: languageName(value, language) }))
  const order = collator(language)
  return [{ value: 'none', label: t('contactForm.unknown') }, ...named.toSorted((a, b) => order.compare(a.label, b.label))]
}
