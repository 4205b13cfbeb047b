import type { z } from 'zod'
import type { Path } from './json-text.ts'

/** What can be wrong with the form of a value; the words are in the catalogue under `cues.problem.<key>`. */
export type FormKey =
  | 'unknownKey'
  | 'missing'
  | 'missingLanguage'
  | 'wrongType'
  | 'wrongWord'
  | 'wrongNumber'
  | 'wrongLength'
  | 'wrongId'

export interface FormFault {
  readonly path: Path
  readonly key: FormKey
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * A complaint of a schema as places and reasons that can be said in any language.
 * @param languages names of fields that hold the same text in a language each
 */
export function formFaults(issue: z.core.$ZodIssue, languages: readonly string[]): readonly FormFault[] {
  const path = plainPath(issue.path)
  const name = String(path.at(-1) ?? '')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], key: 'unknownKey', params: { name: key.slice(0, 60) } }))
    case 'invalid_type':
      if (!('input' in issue) || issue.input === undefined)
        if (/received undefined/.test(issue.message))
          return [{ path, key: languages.includes(name) ? 'missingLanguage' : 'missing', params: { name } }]
      return [{ path, key: 'wrongType', params: { name } }]
    case 'invalid_value':
      return [{ path, key: 'wrongWord', params: { name, words: issue.values.map(String).join(', ') } }]
    case 'too_small':
    case 'too_big':
      return [
        {
          path,
          key: issue.origin === 'number' || issue.origin === 'int' ? 'wrongNumber' : 'wrongLength',
          params: { name, limit: Number(issue.code === 'too_small' ? issue.minimum : issue.maximum) },
        },
      ]
    case 'invalid_format':
      return [{ path, key: 'wrongId', params: { name } }]
    default:
      return [{ path, key: 'wrongType', params: { name } }]
  }
}

/** A path of a schema as one into JSON, which knows no symbols. */
export const plainPath = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'symbol' ? String(step) : step))

/** `cues[3].card.hu`: a path as a person reads it; '' for the whole. */
export const writtenPath = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`)).join('')
