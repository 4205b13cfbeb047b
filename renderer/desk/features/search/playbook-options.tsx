import type { PlaybookHead } from '#shared/domain/playbook/playbook.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import { Icon } from '../../ui/icon.tsx'
import type { Suggestion } from '../../ui/suggest.tsx'
import s from './search.module.css'

/** So many stand among everything that was found; their place shows all. */
export const fewPlaybooks = 5

const prefix = 'playbook-'

/** Standards whose words fit, in the order in which they were found. */
export function playbookOptions(heads: readonly PlaybookHead[], t: Translator['t']): Suggestion[] {
  return heads.slice(0, fewPlaybooks).map((head) => ({
    id: `${prefix}${head.id}`,
    group: t('playbook.place'),
    label: `${head.title}, ${head.code}`,
    view: (
      <>
        <Icon name="note" size={16} />
        <span className={s.hit}>
          <span className={s.title} lang={head.language}>
            {head.title}
          </span>
          <span className={s.excerpt}>{head.code}</span>
        </span>
      </>
    ),
  }))
}

/** The standard of an option; null if the option is something else. */
export const playbookOf = (optionId: string): string | null =>
  optionId.startsWith(prefix) ? optionId.slice(prefix.length) : null
