import type { LanguageRules } from './languages.ts'
import { sentencesOf, wordsOf } from './text.ts'

/** Mongolian asks by a particle at the end and often without a mark. */
const particle = /(?<!\p{L})(?:уу|үү|юу|юү|вэ|бэ)\s*$/u
const greetingLike = /^(?:сайн\s+(?:байна\s+)?уу|how are you|wie geht es ihnen|hogy van|jak se máte)\??$/iu
const maxQuestions = 20

/** The questions a letter asks, politeness ("how are you?") left out. */
export const questionsOf = (letter: string): readonly string[] =>
  sentencesOf(letter)
    .filter((sentence) => (sentence.endsWith('?') || particle.test(sentence)) && !greetingLike.test(sentence.trim()))
    .slice(0, maxQuestions)

/**
 * Questions whose content words do not come back in the answer. Words are compared by their beginnings, because endings bend; a
 * third of a question's words has to return, at least one. A question without content words ("Why?") asks nothing we could look for.
 */
export function unanswered(
  questions: readonly string[],
  answer: string,
  { small }: Pick<LanguageRules, 'small'>,
): readonly string[] {
  const said = new Map<string, string[]>()
  for (const word of new Set(wordsOf(answer))) {
    const place = word.slice(0, shortest)
    said.set(place, [...(said.get(place) ?? []), word])
  }
  const isSaid = (word: string): boolean => (said.get(word.slice(0, shortest)) ?? []).some((each) => akin(word, each))
  return questions.filter((question) => {
    const asked = [...new Set(wordsOf(question))].filter((word) => word.length >= shortest && !small.has(word))
    return asked.length > 0 && asked.filter(isSaid).length < Math.ceil(asked.length / 3)
  })
}

const shortest = 3

/** The same word with another ending: three quarters of the shorter one are the beginning of both. Figures must be the same. */
function akin(a: string, b: string): boolean {
  if (/\d/.test(a) || /\d/.test(b)) return Number.parseInt(a, 10) === Number.parseInt(b, 10) || a === b
  const needed = Math.ceil(Math.min(a.length, b.length) * 0.75)
  return a.slice(0, needed) === b.slice(0, needed)
}
