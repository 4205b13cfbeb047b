import type { ReactNode } from 'react'
import type { In } from '#shared/contract/define.ts'
import type { DeskCalls } from '#shared/contract/desk/calls.ts'
import type { Answer } from '../../bridge/client.ts'
import { useWords } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'

export type EditedDeck = In<DeskCalls['decks.save']>['deck']
type Refused = Extract<Answer<'decks.save'>, { ok: false }>
export type Faults = Refused['problems']

/** What is wrong in a deck: the line (or the place in it) and the reason. */
export function DeckProblems({ faults, file }: { faults: Faults; file?: string }): ReactNode {
  const words = useWords()
  return faults.map((each) => (
    <Note key={`${each.line} ${each.column} ${each.key} ${each.place}`}>
      {file && `${file}: `}
      {/* A line is a name here, not an amount: 1541, never 1,541. */}
      {words.t('supervision.at', { line: String(each.line), place: each.place || '–' })}{' '}
      {words.say(`cues.problem.${each.key}`, each.params)}
    </Note>
  ))
}
