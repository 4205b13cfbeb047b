import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { languageInUse } from '#shared/i18n/languages.ts'
import { createTranslator, type Translator } from '#shared/i18n/translator.ts'

/**
 * The language in use and main's own words in it. `--lang` goes before the kept setting, until the person chooses in the settings:
 * then their choice counts at once.
 */
export class LanguageInUse {
  #words: Translator = createTranslator('en')
  #forced: string | null
  readonly #setting: () => string | null
  readonly #system: () => readonly string[]
  readonly #failed: (error: unknown) => void

  constructor(options: {
    /** `--lang` */
    forced: string | null
    setting: () => string | null
    /** The system's languages, best first (BCP 47). */
    system: () => readonly string[]
    /** Words could not be fetched; English stays. */
    failed: (error: unknown) => void
  }) {
    this.#forced = options.forced
    this.#setting = options.setting
    this.#system = options.system
    this.#failed = options.failed
    this.#fetch()
  }

  /** BCP 47, with the region where the system names one. */
  tag(): string {
    return languageInUse([this.#forced, this.#setting()], this.#system())
  }

  words(): Translator {
    return this.#words
  }

  /** The person chose; answers with the new tag. */
  chosen(): string {
    this.#forced = null
    this.#fetch()
    return this.tag()
  }

  #fetch(): void {
    const tag = this.tag()
    loadCatalogue(tag).then((catalogue) => {
      if (tag === this.tag()) this.#words = createTranslator(tag, catalogue)
    }, this.#failed)
  }
}
