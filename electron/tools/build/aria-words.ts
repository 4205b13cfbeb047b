/** Words of one language by part of React Aria and key. */
export type AriaWords = Readonly<Record<string, Readonly<Record<string, string>>>>

const files = /react-aria(?:-components)?\/dist\/private\/(?:(.+)\/)?intlStrings\.mjs$/

/** What the bundler tells of a written file, as far as it is needed here. */
interface Written {
  readonly modules?: Readonly<Record<string, { readonly renderedLength: number }>>
}

/**
 * Vite plugin: React Aria says a few words of its own to screen readers, in thirty-four languages of which Mongolian is none. This gives
 * it that language and leaves out those Courtesy does not speak. A part that the desk comes to use and that has no words here stops the
 * build: better than an English word that nobody who writes the desk ever hears.
 * @param kept locales of React Aria that stay, as it writes them (`de-DE`)
 * @param added locale (`mn-MN`) and its words
 */
export function ariaWords(kept: readonly string[], added: { readonly locale: string; readonly words: AriaWords }) {
  return {
    name: 'courtesy-aria-words',
    transform: {
      filter: { id: files },
      handler(code: string, id: string): { code: string; map: null } {
        const found = [...code.matchAll(/from "([^"]+\/([a-z]{2}-[A-Z]{2})\.mjs)"/g)].map(([, file = '', locale = '']) => ({
          file,
          locale,
        }))
        const stays = found.filter(({ locale }) => kept.includes(locale))
        if (stays.length !== kept.length) throw new Error(`${id}: React Aria keeps its words in another way now`)
        const imports = stays.map(({ file }, index) => `import words${index} from ${JSON.stringify(file)}`)
        const entries = stays.map(({ locale }, index) => `${JSON.stringify(locale)}: words${index}`)
        const words = added.words[partOf(id)]
        if (words) entries.push(`${JSON.stringify(added.locale)}: ${JSON.stringify(words)}`)
        return { code: `${imports.join('\n')}\nexport default { ${entries.join(', ')} }\n`, map: null }
      },
    },
    generateBundle(_options: unknown, bundle: Readonly<Record<string, Written>>): void {
      const used = Object.values(bundle).flatMap(({ modules = {} }) =>
        Object.entries(modules)
          .filter(([id, { renderedLength }]) => renderedLength > 0 && files.test(id))
          .map(([id]) => partOf(id)),
      )
      const lacking = used.filter((part) => added.words[part] === undefined)
      if (lacking.length > 0) throw new Error(`React Aria's ${lacking.join(', ')} has no words in ${added.locale}`)
    },
  }
}

const partOf = (id: string): string => files.exec(id)?.[1] ?? 'components'
