import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import { prepareDeck, step } from '#shared/cues/engine.ts'
import { cueEvents, factNames, factSpec, stages, type FactName } from '#shared/cues/facts.ts'
import { newHistory } from '#shared/cues/history.ts'
import { factsAt, newInputs, type StageState } from '#shared/cues/inputs.ts'
import { percentile, round } from './statistics.ts'

export interface CueCost {
  readonly cues: number
  readonly events: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly maxMs: number
  readonly goalMs: number
}

const inEach = <T>(value: T) => ({ en: value, de: value, hu: value, cs: value, mn: value })

/** Cues that ask of everything: each a tree of some nine comparisons, spread over stages, events and facts. */
function largeDeck(count: number): Deck {
  const comparison = (n: number): Cue['when'] => {
    const fact = factNames[n % factNames.length] as FactName
    const { kind, values } = factSpec(fact)
    if (kind === 'flag') return { fact, is: n % 2 === 0 }
    if (kind === 'choice') return { fact, oneOf: [...(values ?? [])].slice(n % 2) }
    if (kind === 'text') return { fact, contains: 'voice' }
    return kind === 'list' ? { fact, contains: 'gold' } : { fact, atLeast: n % 7 }
  }
  const cues = Array.from({ length: count }, (_, n): Cue => ({
    id: `cue-${n}`,
    version: 1,
    technique: 'listening',
    channels: ['voice'],
    stage: stages[n % stages.length] ?? 'greet',
    priority: n % 100,
    when: {
      any: [
        { all: [comparison(n), comparison(n + 3), comparison(n + 11), { not: comparison(n + 17) }] },
        { all: [comparison(n + 5), comparison(n + 7), comparison(n + 23)] },
        comparison(n + 29),
      ],
    },
    expiresSeconds: 20,
    card: inEach({ say: 'say', why: 'why', example: 'example' }),
    evidence: inEach('{{call.seconds}}'),
  }))
  return {
    version: 1,
    id: 'large',
    name: 'Large',
    revision: 1,
    limits: { gapSeconds: 60, perInteraction: 4, deferSeconds: 5, holdOutShare: 0.1 },
    cues,
  }
}

/** Cost of the engine per event with 500 cues, over whole calls of ten minutes: facts, conditions, decision and history. */
export function measureCueEngine(calls = 20): CueCost {
  const deck = prepareDeck(largeDeck(500))
  const times: number[] = []
  for (let n = -2; n < calls; n++) {
    let inputs = newInputs('voice', 0)
    let history = newHistory(`call-${n}`, 'voice')
    let state: StageState | null = null
    for (let second = 0; second < 600; second++) {
      if (second === 5)
        inputs = {
          ...inputs,
          answeredAt: 5000,
          standing: { queue: 'Invoices', 'contact.tags': ['gold'], 'contact.recentCount': 3 },
        }
      if (second === 90) inputs = { ...inputs, standing: { ...inputs.standing, 'case.type': 'claim', 'case.hasNote': true } }
      if (second % 100 === 0) inputs = { ...inputs, heldSince: inputs.heldSince === null ? second * 1000 : null }
      inputs = { ...inputs, typing: second % 9 === 0 }
      const begun = performance.now()
      const seen = factsAt(inputs, second * 1000, state)
      state = seen.state
      history = step(
        deck,
        seen.facts,
        { name: second % 4 === 0 ? (cueEvents[second % cueEvents.length] ?? 'tick') : 'tick', at: second * 1000 },
        history,
      ).history
      // The first calls warm up.
      if (n >= 0) times.push(performance.now() - begun)
    }
  }
  return {
    cues: 500,
    events: times.length,
    p50Ms: round(percentile(times, 0.5), 3),
    p95Ms: round(percentile(times, 0.95), 3),
    maxMs: round(Math.max(...times), 3),
    goalMs: 1,
  }
}
