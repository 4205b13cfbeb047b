/**
 * What a cue may ask about: one table of names and types. A fact is null while it is not known (no speech meter, no case yet), and a
 * comparison with null is false. Nothing here says how the agent feels, and nothing ever will (EU AI Act art. 5(1)(f)).
 */
export const stages = ['greet', 'understand', 'solve', 'close', 'wrap_up'] as const
export type Stage = (typeof stages)[number]

const caseTypes = ['question', 'order', 'complaint', 'claim', 'suggestion', 'compliment'] as const
const caseReasons = [
  'unprofessional',
  'treated_as_number',
  'not_right_first_time',
  'poor_result',
  'not_resolved',
  'impolite',
  'price_higher',
  'slow_answer',
] as const

/**
 * `number` counts; `seconds` is a span of time; `share` lies between 0 and 1; `flag` is true or false; `choice` is one of `values`;
 * `text` is free (compared without regard to case); `list` holds texts, and `atLeast`/`atMost` compare how many; `moment` is an instant
 * (milliseconds since 1970) that only the evidence line names: no condition asks for it.
 */
export type FactKind = 'number' | 'seconds' | 'share' | 'flag' | 'choice' | 'text' | 'list' | 'moment'
interface FactSpec {
  readonly kind: FactKind
  readonly values?: readonly string[]
}

const number = { kind: 'number' } as const
const seconds = { kind: 'seconds' } as const
const share = { kind: 'share' } as const
const flag = { kind: 'flag' } as const
const text = { kind: 'text' } as const
const list = { kind: 'list' } as const
const moment = { kind: 'moment' } as const
const choice = <const V extends readonly string[]>(values: V) => ({ kind: 'choice', values }) as const

export const factTable = {
  stage: choice(stages),
  /** Since the stage began. */
  'stage.seconds': seconds,
  /** Since the call was answered. */
  'call.seconds': seconds,
  'hold.active': flag,
  /** Of the hold that is going on; 0 otherwise. */
  'hold.seconds': seconds,
  'hold.count': number,
  'hold.totalSeconds': seconds,
  /** Nobody has spoken for so long, hold not counted; like the two shares null until there is a speech meter. */
  'silence.seconds': seconds,
  /** Of the last minute's speech, the agent's part. */
  'talk.share': share,
  'overlap.share': share,
  /** The agent's hands are on the keys: no card comes now. */
  typing: flag,
  queue: text,
  'ivr.option': text,
  direction: choice(['inbound', 'outbound', 'internal']),
  'caller.withheld': flag,
  /** The number or address belongs to several people. */
  'caller.shared': flag,
  'case.type': choice(caseTypes),
  /** Cause of dissatisfaction. */
  'case.reason': choice(caseReasons),
  'case.number': text,
  'case.subject': text,
  'case.hasNote': flag,
  'case.hasSolution': flag,
  'case.hasNextStep': flag,
  'contact.known': flag,
  'contact.kind': choice(['external', 'internal']),
  'contact.name': text,
  'contact.tags': list,
  /** Contacts in the last seven days, this one included. */
  'contact.recentCount': number,
  /** When the first of them was. */
  'contact.recentSince': moment,
  'contact.openCases': number,
  /** What these contacts are about: subject of the case that they hang on; null when one of them hangs on another, or an earlier one on none. */
  'contact.openSubject': text,
  /** Open cases of type complaint or claim. */
  'contact.openComplaints': number,
  /** Something promised is still due; `contact.promise` says what. */
  'contact.promised': flag,
  'contact.promise': text,
  /** Whole days until the renewal; negative when it is past. */
  'contact.renewalDays': number,
  /** The last service score, 0–10. */
  'contact.lastScore': number,
  'contact.customerYears': number,
  /** How many questions the customer's letter asks. */
  'letter.questions': number,
  'letter.waitingHours': number,
  /** Of the agent's own words, without the quotation. */
  'draft.words': number,
  'draft.idleSeconds': seconds,
  'draft.missingGreeting': flag,
  'draft.missingName': flag,
  'draft.unansweredQuestions': list,
  'draft.negativePhrases': list,
  'draft.missingNextStep': flag,
  'draft.promiseWithoutDate': flag,
  'draft.missingAttachment': flag,
} as const satisfies Readonly<Record<string, FactSpec>>

export type FactName = keyof typeof factTable
type Names = readonly [FactName, ...FactName[]]
export const factNames = Object.keys(factTable) as readonly FactName[] as Names

type ValueOf<S extends FactSpec> = S['kind'] extends 'number' | 'seconds' | 'share' | 'moment'
  ? number
  : S['kind'] extends 'flag'
    ? boolean
    : S['kind'] extends 'list'
      ? readonly string[]
      : S extends { readonly values: readonly (infer V)[] }
        ? V
        : string

/** Everything known at one moment. */
export type Facts = { readonly [K in FactName]: ValueOf<(typeof factTable)[K]> | null }
export type FactValue = Facts[FactName]

/** Nothing known yet. */
export const noFacts: Facts = Object.fromEntries(factNames.map((name) => [name, null])) as unknown as Facts

export const isFactName = (name: string): name is FactName => Object.hasOwn(factTable, name)

/** The table's line of a fact. */
export const factSpec = (name: FactName): FactSpec => factTable[name]

/** What a condition may ask about. */
export const askedNames = factNames.filter((name) => factSpec(name).kind !== 'moment') as readonly FactName[] as Names

/** What can happen in an interaction; a cue's `on` names some of them. `tick` comes once a second while it is live. */
export const cueEvents = [
  'offered',
  'answered',
  'held',
  'resumed',
  'ended',
  'stage_changed',
  'contact_changed',
  'case_changed',
  'typing_stopped',
  'letter_opened',
  'draft_changed',
  'draft_sent',
  'tick',
] as const
export type CueEventName = (typeof cueEvents)[number]
