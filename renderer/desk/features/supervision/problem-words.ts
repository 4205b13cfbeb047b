import type { DeckProblem } from '#shared/cues/deck/problem.ts'
import { useWords } from '../../ui/i18n.tsx'

/** What is wrong at a place of the cue (`card.hu.say`), in words for its field; null when nothing is. */
export type ProblemAt = (place: string, label: string) => string | null

const whole: readonly string[] = ['priority', 'expiresSeconds', 'gapSeconds', 'perInteraction', 'deferSeconds']

/** Says problems at the fields they belong to. */
export function useProblemAt(problems: readonly DeckProblem[]): ProblemAt {
  const { say, t } = useWords()
  return (place, label) => {
    const found = problems.find((each) => each.place === place)
    if (!found) return null
    const { key, params } = found
    const limit = Number(params['limit'] ?? 0)
    if (key === 'wrongLength') {
      if (place === 'channels') return t('deck.problem.channel')
      return limit <= 1 ? t('deck.row.noValue') : t('deck.row.tooLong', { max: limit })
    }
    if (key === 'wrongType')
      return t(whole.some((each) => place.endsWith(each)) ? 'deck.problem.wholeNumber' : 'deck.row.noNumber')
    // Shares are typed in per cent.
    if (key === 'wrongNumber')
      return say('cues.problem.wrongNumber', { name: label, limit: place.endsWith('holdOutShare') ? limit * 100 : limit })
    return say(`cues.problem.${key}`, key === 'wrongId' ? { name: label } : params)
  }
}
