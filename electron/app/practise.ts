import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { createTranslator } from '#shared/i18n/translator.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import type { Log } from '../diagnostics/log.ts'
import { startPractice } from '../practice/start.ts'
import type { Practice } from './services.ts'

/** Starts practice with the names people hear there in its language. `main.ts` imports this for a practice start alone. */
export async function practiseIn(
  language: PracticeLanguage,
  places: { folder: string; resources: string; out: string; log: Log },
): Promise<Practice> {
  const words = createTranslator(language, await loadCatalogue(language))
  return startPractice({
    ...places,
    language,
    words: {
      agent: words.t('practice.agent'),
      service: words.t('practice.service'),
      unexpected: words.t('practice.unexpected'),
    },
  })
}
