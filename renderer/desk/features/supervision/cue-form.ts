import { checkDeckText } from '#shared/cues/deck/check-deck.ts'
import { checkForm, conditionForm, type ConditionForm } from '#shared/cues/deck/condition-form.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import type { DeckProblem } from '#shared/cues/deck/problem.ts'
import type { Cue, Deck } from '#shared/cues/deck/schema.ts'

/** A cue while it is edited. Numbers stay as they are typed, so that a wrong one can be shown at its field instead of being lost. */
export interface CueForm {
  readonly cue: Cue
  readonly priority: string
  readonly stays: string
  /** Per cent; empty: as the deck has it. */
  readonly holdOut: string
  readonly condition: ConditionForm
}

/** The form of a cue as it stands in a deck. */
export const formOf = (cue: Cue): CueForm => ({
  cue,
  priority: String(cue.priority),
  stays: String(cue.expiresSeconds),
  holdOut: cue.holdOutShare === undefined ? '' : percent(cue.holdOutShare),
  condition: conditionForm(cue.when),
})

/** A share as it is typed: per cent, without what binary fractions add. */
export const percent = (share: number): string => String(Number((share * 100).toPrecision(12)))
/** A typed number; NaN, which no check takes, for anything else. */
export const typedNumber = (text: string): number =>
  /^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN
/** A typed share. */
export const typedShare = (text: string): number => Number((typedNumber(text) / 100).toPrecision(12))

export interface CheckedCue {
  /** As it would be saved; of use only when nothing is wrong. */
  readonly cue: Cue
  /** Places are those inside the cue: `card.hu.say`. */
  readonly problems: readonly DeckProblem[]
  readonly conditionWhole: boolean
}

/** The cue of a form and everything wrong with it. */
export function checkCue(form: CueForm, deck: Deck): CheckedCue {
  const condition = checkForm(form.condition)
  const { holdOutShare: _, ...rest } = form.cue
  const cue: Cue = {
    ...rest,
    priority: typedNumber(form.priority),
    expiresSeconds: typedNumber(form.stays),
    // A condition that is not whole is told of at its own place.
    when: condition.ok ? condition.condition : { all: [] },
    ...(form.holdOut.trim() === '' ? {} : { holdOutShare: typedShare(form.holdOut) }),
  }
  const checked = checkDeckText(JSON.stringify({ ...deck, cues: [cue] }, null, 1))
  const problems = checked.ok ? [] : insideCue(checked.problems, 0)
  return { cue, problems, conditionWhole: condition.ok }
}

/** Problems of one cue of a deck, with their places inside the cue. */
export const insideCue = (problems: readonly DeckProblem[], index: number): DeckProblem[] =>
  problems.flatMap((each) => {
    const own = `cues[${index}].`
    return each.place.startsWith(own) ? [{ ...each, place: each.place.slice(own.length) }] : []
  })

/** The part of a cue that decides when it comes, with something in every place that is still empty: enough to try it. */
export function tryable(cue: Cue): Cue {
  const { holdOutShare: _share, playbook: _playbook, questions: _questions, ...rest } = cue
  const said = (text: string): string => (text.trim() === '' ? '–' : text)
  const stays = cue.expiresSeconds
  return {
    ...rest,
    id: 'tried',
    priority: 50,
    expiresSeconds: Number.isInteger(stays) && stays >= 3 && stays <= 600 ? stays : 30,
    card: each(({ card }, language) => ({
      say: said(card[language].say),
      why: said(card[language].why),
      example: said(card[language].example),
    })),
    evidence: each(({ evidence }, language) => said(evidence[language])),
  }

  function each<T>(make: (cue: Cue, language: CueLanguage) => T): Record<CueLanguage, T> {
    return {
      en: make(cue, 'en'),
      de: make(cue, 'de'),
      hu: make(cue, 'hu'),
      cs: make(cue, 'cs'),
      mn: make(cue, 'mn'),
    }
  }
}

/** A cue with nothing in it yet. */
export function emptyCue(): Cue {
  const words = { say: '', why: '', example: '' }
  return {
    id: '',
    version: 1,
    technique: 'empathy',
    channels: ['voice'],
    stage: 'understand',
    priority: 50,
    when: { all: [] },
    expiresSeconds: 30,
    card: { en: words, de: words, hu: words, cs: words, mn: words },
    evidence: { en: '', de: '', hu: '', cs: '', mn: '' },
  }
}
