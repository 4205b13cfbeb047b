import type { ReactNode } from 'react'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import { cueLanguages } from '#shared/cues/deck/names.ts'
import type { DeckProblem } from '#shared/cues/deck/problem.ts'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { factNames } from '#shared/cues/facts.ts'
import { sayFact } from '#shared/cues/words/condition-words.ts'
import { languageNames } from '#shared/i18n/languages.ts'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Select } from '../../ui/select.tsx'
import e from './editor.module.css'
import type { ProblemAt } from './problem-words.ts'
import { capital, useConditionWords } from './use-condition-words.ts'

/** The language a problem is about; null for one of none. */
export const languageOf = (problem: DeckProblem): CueLanguage | null =>
  cueLanguages.find((each) => problem.place.split('.').includes(each)) ?? null

interface CueWordsProps {
  cue: Cue
  speaks: CueLanguage
  problems: readonly DeckProblem[]
  problemAt: ProblemAt
  onSpeaks: (language: CueLanguage) => void
  onChange: (patch: Partial<Cue>) => void
}

/** What the card says, one language at a time; languages that lack something are named. */
export function CueWords({ cue, onChange, onSpeaks, problemAt, problems, speaks }: CueWordsProps): ReactNode {
  const t = useT()
  const words = useConditionWords()
  const faulty = new Set(problems.map(languageOf))
  const say = (part: 'say' | 'why' | 'example', text: string): void =>
    onChange({ card: { ...cue.card, [speaks]: { ...cue.card[speaks], [part]: text } } })
  const evidence = (text: string): void => onChange({ evidence: { ...cue.evidence, [speaks]: text } })
  return (
    <>
      <Segments
        label={t('deck.editor.language')}
        value={speaks}
        onChange={onSpeaks}
        choices={cueLanguages.map((value) => {
          const language = languageNames[value]
          return { value, label: faulty.has(value) ? t('deck.editor.languageFault', { language }) : language }
        })}
      />
      {(['say', 'why', 'example'] as const).map((part) => (
        <Field
          key={part}
          area
          rows={2}
          label={t(`supervision.text.${part}`)}
          hint={t(`deck.editor.${part}Hint`)}
          problem={problemAt(`card.${speaks}.${part}`, t(`supervision.text.${part}`))}
          value={cue.card[speaks][part]}
          onChange={(text) => say(part, text)}
        />
      ))}
      <div className={e.evidence}>
        <Field
          label={t('supervision.text.evidence')}
          hint={t('deck.editor.evidenceHint')}
          problem={problemAt(`evidence.${speaks}`, t('supervision.text.evidence'))}
          value={cue.evidence[speaks]}
          onChange={evidence}
        />
        <Select
          label={t('deck.editor.insertFact')}
          placeholder={t('deck.row.chooseFact')}
          value={null}
          onChange={(fact: string) => evidence(`${cue.evidence[speaks]} {{${fact}}}`.trim())}
          choices={factNames.map((value) => ({ value, label: capital(sayFact(value, words)) }))}
        />
      </div>
    </>
  )
}
