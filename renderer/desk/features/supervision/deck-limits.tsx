import { useState, type ReactNode } from 'react'
import { checkDeckText } from '#shared/cues/deck/check-deck.ts'
import type { DeckProblem } from '#shared/cues/deck/problem.ts'
import type { Deck } from '#shared/cues/deck/schema.ts'
import { useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { toast } from '../../ui/toasts.tsx'
import { percent, typedNumber, typedShare } from './cue-form.ts'
import { deckChanged } from './deck-changed.ts'
import { useProblemAt } from './problem-words.ts'
import { keepLimits, keptLimits, limitFields, type TypedLimits } from './unsaved.ts'

/** The deck's name and how many cards an agent meets. Only what was typed differs from the deck, so a newer deck shows through. */
export function DeckLimits({ id }: { id: string }): ReactNode {
  const t = useT()
  const act = useAct()
  const [typed, setTyped] = useState(() => keptLimits(id))
  const [problems, setProblems] = useState<readonly DeckProblem[]>([])
  const problemAt = useProblemAt(problems)
  const deck = useAsk(['decks', id], 'decks.get', { id }).data
  if (!deck) return null
  const put = (next: TypedLimits): void => {
    setTyped(next)
    keepLimits(id, next)
  }
  const change = (patch: TypedLimits): void => put({ ...typed, ...patch })
  const save = async (): Promise<void> => {
    const edited = withTyped(deck, typed)
    const checked = checkDeckText(JSON.stringify(edited, null, 1))
    setProblems(checked.ok ? [] : checked.problems)
    if (!checked.ok) return
    const result = await act('decks.save', { deck: edited })
    if (!result.ok || !result.value.ok) return
    put({})
    deckChanged()
    toast({ tone: 'good', text: t('deck.limits.saved') })
  }
  return (
    <Section label={t('deck.limits', { name: deck.name })} aside={t('deck.limits.text')}>
      <FieldGrid>
        <Field
          label={t('deck.limits.name')}
          hint={t('deck.limits.nameHint')}
          problem={problemAt('name', t('deck.limits.name'))}
          value={typed.name ?? deck.name}
          onChange={(name) => change({ name })}
        />
        {limitFields.map((each) => (
          <Field
            key={each}
            label={t(`deck.limits.${each}`)}
            hint={t(`deck.limits.${each}Hint`)}
            problem={problemAt(`limits.${each}`, t(`deck.limits.${each}`))}
            inputMode={each === 'holdOutShare' ? 'decimal' : 'numeric'}
            value={typed[each] ?? (each === 'holdOutShare' ? percent(deck.limits[each]) : String(deck.limits[each]))}
            onChange={(text) => change({ [each]: text })}
          />
        ))}
      </FieldGrid>
      <div>
        <Button isDisabled={Object.keys(typed).length === 0} onPress={() => void save()}>
          {t('deck.limits.save')}
        </Button>
      </div>
    </Section>
  )
}

function withTyped(deck: Deck, { name, ...numbers }: TypedLimits): Deck {
  const typed = limitFields.flatMap((each) => {
    const text = numbers[each]
    return text === undefined ? [] : [[each, each === 'holdOutShare' ? typedShare(text) : typedNumber(text)] as const]
  })
  return { ...deck, name: name ?? deck.name, limits: { ...deck.limits, ...Object.fromEntries(typed) } }
}
