import type { PracticeView } from '#shared/contract/desk/practice.ts'
import type { Scenario } from '#shared/practice/scenario.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import type { PlayedCall } from './call.ts'
import type { Cast } from './load.ts'
import { countOf, type Progress } from './progress.ts'
import type { Turn } from './turns.ts'

/** Practice as the desk shows it, in the language practised in. */
export function practiceView(of: {
  cast: Cast
  language: PracticeLanguage
  progress: Progress
  current: { scenario: Scenario; call: PlayedCall } | null
  next: Turn | null
  sheets: NonNullable<PracticeView>['sheets']
}): NonNullable<PracticeView> {
  const { cast, current, language, next, sheets } = of
  const { calls, letters, paused } = of.progress
  return {
    language,
    paused,
    scenarios: cast.scenarios.map((scenario) => ({
      id: scenario.id,
      title: scenario.title[language],
      brief: scenario.brief[language],
      customer: scenario.people[scenario.call?.caller ?? scenario.mail?.from ?? '']?.name[language] ?? '',
      canCall: scenario.call !== null,
      canWrite: scenario.mail !== null,
      calls: countOf(calls, scenario.id),
      letters: countOf(letters, scenario.id),
    })),
    current: current && {
      scenarioId: current.scenario.id,
      stage: current.call.stage(),
      hears: Math.round(current.call.hears() * 10) / 10,
    },
    // Whoever was missed while paused calls again afterwards: the strip says that it is paused.
    next: paused || next === null ? null : { scenarioId: next.scenario.id, at: new Date(next.at).toISOString() },
    sheets,
    problems: cast.problems.map(({ file, line, messageKey, params }) => ({ file, line, messageKey, params: { ...params } })),
  }
}
