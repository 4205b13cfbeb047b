import type { CueView } from '#shared/contract/desk/cues.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'

export const techniqueLabels: Readonly<Record<CueView['technique'], MessageKey>> = {
  empathy: 'cue.technique.empathy',
  explanation: 'cue.technique.explanation',
  questioning: 'cue.technique.questioning',
  listening: 'cue.technique.listening',
  positive_language: 'cue.technique.positiveLanguage',
  closing: 'cue.technique.closing',
}

export const stageLabels: Readonly<Record<CueView['stage'], MessageKey>> = {
  greet: 'cue.stage.greet',
  understand: 'cue.stage.understand',
  solve: 'cue.stage.solve',
  close: 'cue.stage.close',
  wrap_up: 'cue.stage.wrapUp',
}

/** What matters in a stage, in one line. */
export const stageHints: Readonly<Record<CueView['stage'], MessageKey>> = {
  greet: 'cue.quiet.greet',
  understand: 'cue.quiet.understand',
  solve: 'cue.quiet.solve',
  close: 'cue.quiet.close',
  wrap_up: 'cue.quiet.wrapUp',
}
