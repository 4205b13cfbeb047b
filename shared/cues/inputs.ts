import { noFacts, type Facts, type Stage } from './facts.ts'
import type { CueHistory } from './history.ts'
import { laterStage, letterStage, talkStage } from './stage.ts'

type Timed =
  | 'stage'
  | 'stage.seconds'
  | 'call.seconds'
  | 'hold.active'
  | 'hold.seconds'
  | 'hold.count'
  | 'hold.totalSeconds'
  | 'draft.idleSeconds'
  | 'typing'
/** Facts that change by an event only, never by the clock. */
export type StandingFacts = Omit<Facts, Timed>

/** What is known of an interaction, without the clock: facts at any moment follow from it. Instants are milliseconds. */
export interface CueInputs {
  readonly channel: CueHistory['channel']
  readonly openedAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly heldSince: number | null
  readonly holdCount: number
  /** Of the holds that are over. */
  readonly heldMs: number
  readonly typing: boolean
  /** The draft's words changed last. */
  readonly draftChangedAt: number | null
  readonly sent: boolean
  /** Moved on by hand. */
  readonly stageByHand: Stage | null
  readonly standing: Partial<StandingFacts>
}

export const newInputs = (channel: CueInputs['channel'], openedAt: number): CueInputs => ({
  channel,
  openedAt,
  answeredAt: channel === 'voice' ? null : openedAt,
  endedAt: null,
  heldSince: null,
  holdCount: 0,
  heldMs: 0,
  typing: false,
  draftChangedAt: null,
  sent: false,
  stageByHand: null,
  standing: {},
})

/** The stage with its beginning. */
export interface StageState {
  readonly stage: Stage
  readonly since: number
}

/** All facts at a moment. Stages only go on; `before` is the state at the moment before, null at the first. */
export function factsAt(inputs: CueInputs, at: number, before: StageState | null): { facts: Facts; state: StageState } {
  const stage = laterStage(laterStage(stageOf(inputs, at), inputs.stageByHand), before?.stage ?? null)
  const state = before?.stage === stage ? before : { stage, since: at }
  const since = (instant: number | null): number | null => (instant === null ? null : Math.max(0, (at - instant) / 1000))
  const voice = inputs.channel === 'voice'
  const hold = since(inputs.heldSince) ?? 0
  return {
    state,
    facts: {
      ...noFacts,
      ...inputs.standing,
      stage,
      'stage.seconds': since(state.since),
      'call.seconds': voice ? since(inputs.answeredAt) : null,
      'hold.active': voice ? inputs.heldSince !== null : null,
      'hold.seconds': voice ? hold : null,
      'hold.count': voice ? inputs.holdCount : null,
      'hold.totalSeconds': voice ? inputs.heldMs / 1000 + hold : null,
      'draft.idleSeconds': inputs.typing && inputs.draftChangedAt !== null ? 0 : since(inputs.draftChangedAt),
      typing: inputs.typing,
    },
  }
}

function stageOf(inputs: CueInputs, at: number): Stage {
  const { standing } = inputs
  if (inputs.channel === 'email')
    return letterStage({
      secondsOpen: (at - inputs.openedAt) / 1000,
      words: standing['draft.words'] ?? 0,
      idleSeconds: inputs.typing || inputs.draftChangedAt === null ? null : (at - inputs.draftChangedAt) / 1000,
      hasNextStep: standing['draft.missingNextStep'] === false,
      sent: inputs.sent,
    })
  return talkStage({
    seconds: inputs.answeredAt === null ? null : (at - inputs.answeredAt) / 1000,
    ended: inputs.endedAt !== null,
    caseType: standing['case.type'] ?? null,
    hasNote: standing['case.hasNote'] === true,
    hasSolution: standing['case.hasSolution'] === true,
    hasNextStep: standing['case.hasNextStep'] === true,
  })
}
