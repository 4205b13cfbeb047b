import { holds, type Moment } from './condition.ts'
import type { CallScript, Edge } from './scenario.ts'

/** A pause of the agent this long means: your turn. The window's ear has waited before it says "stopped". Milliseconds. */
export const turnPause = 600
/** A customer whose sentence was cut off by a hold says it again after this much silence. Milliseconds. */
export const repeatAfter = 3000

/**
 * A customer in a connected call. All times are milliseconds of one clock.
 *
 *   speaking ──said──▶ listening ──a condition of the step holds──▶ next step (speaking) … ──end──▶ over
 *      └──held──▶ silent ──resumed──▶ listening (says the cut-off sentence again)
 */
export interface Customer {
  readonly step: string
  /** The line being said. */
  readonly speaking: string | null
  /** The line a hold cut off. */
  readonly cutOff: string | null
  readonly agentSpeaks: boolean
  readonly agentSpoke: boolean
  readonly quietSince: number
  readonly answeredAt: number
  readonly heldSince: number | null
  /** Length of the last hold. */
  readonly heldFor: number
  readonly resumed: boolean
  readonly tone: string | null
  /** How often each way that stays was taken: of this step by number, of all steps by `always` and number. */
  readonly used: Readonly<Record<string, number>>
  readonly over: boolean
}

export type CustomerEvent =
  | { readonly type: 'agent'; readonly speaks: boolean }
  | { readonly type: 'said' }
  | { readonly type: 'held' }
  | { readonly type: 'resumed' }
  | { readonly type: 'tone'; readonly tone: string }
  | { readonly type: 'tick' }

export type CustomerAct = { readonly act: 'say'; readonly line: string } | { readonly act: 'hush' } | { readonly act: 'hang_up' }

export interface Turn {
  readonly customer: Customer
  readonly acts: readonly CustomerAct[]
}

/** The call was answered (by the agent, or by the customer whom the agent called): the first step is entered. */
export function answered(script: CallScript, step: string, now: number): Turn {
  return enter(
    script,
    {
      step,
      speaking: null,
      cutOff: null,
      agentSpeaks: false,
      agentSpoke: false,
      quietSince: now,
      answeredAt: now,
      heldSince: null,
      heldFor: 0,
      resumed: false,
      tone: null,
      used: {},
      over: false,
    },
    step,
    now,
  )
}

/** What the customer does about something that happened; `tick` a few times a second lets time pass. */
export function react(script: CallScript, customer: Customer, event: CustomerEvent, now: number): Turn {
  if (customer.over) return { customer, acts: [] }
  switch (event.type) {
    case 'agent':
      return stay({
        ...customer,
        agentSpeaks: event.speaks,
        agentSpoke: customer.agentSpoke || (event.speaks && customer.speaking === null && customer.heldSince === null),
        quietSince: now,
      })
    case 'said': {
      if (customer.speaking === null) return stay(customer)
      if (script.steps[customer.step]?.end === true) return hangUp(customer)
      return stay({ ...customer, speaking: null, agentSpoke: customer.agentSpeaks, quietSince: now })
    }
    case 'held':
      if (customer.heldSince !== null) return stay(customer)
      return {
        customer: { ...customer, heldSince: now, cutOff: customer.speaking ?? customer.cutOff, speaking: null },
        acts: customer.speaking === null ? [] : [{ act: 'hush' }],
      }
    case 'resumed':
      if (customer.heldSince === null) return stay(customer)
      return stay({
        ...customer,
        heldSince: null,
        heldFor: now - customer.heldSince,
        resumed: true,
        agentSpoke: customer.agentSpeaks,
        quietSince: now,
      })
    case 'tone':
      return goOn(script, { ...customer, tone: event.tone }, now)
    case 'tick':
      return goOn(script, customer, now)
  }
}

function goOn(script: CallScript, customer: Customer, now: number): Turn {
  if (customer.heldSince !== null) return stay(customer)
  // A key cuts into a sentence, as people do with menus; everything else waits until it is said.
  if (customer.speaking !== null && customer.tone === null) return stay(customer)
  const moment = momentOf(customer, now)
  const way = wayOut(script, customer, moment)
  const reacts = way !== null && onPurpose(way.edge.when)
  if (customer.speaking !== null && !reacts) return stay({ ...customer, tone: null })
  if (customer.cutOff !== null && !reacts) {
    const again = moment.agentStopped || moment.silence * 1000 >= repeatAfter
    return again ? say({ ...customer, cutOff: null }, customer.cutOff) : stay(customer)
  }
  if (way === null) return stay(customer.tone === null ? customer : { ...customer, tone: null })
  if ('to' in way.edge) return enter(script, customer, way.edge.to, now)
  return say({ ...customer, used: { ...customer.used, [way.key]: (customer.used[way.key] ?? 0) + 1 } }, way.edge.say)
}

/** The first way that fits and is not used up. */
function wayOut(script: CallScript, customer: Customer, moment: Moment): { key: string; edge: Edge } | null {
  const own = (script.steps[customer.step]?.next ?? []).map((edge, at) => ({ key: String(at), edge }))
  const always = script.always.map((edge, at) => ({ key: `always ${at}`, edge }))
  const open = ({ key, edge }: { key: string; edge: Edge }): boolean => 'to' in edge || (customer.used[key] ?? 0) < edge.times
  return [...own, ...always].find((way) => open(way) && holds(way.edge.when, moment)) ?? null
}

/** It answers a key or the coming back from hold. */
const onPurpose = (when: object): boolean => /"(resumed|heldFor|tone)"/.test(JSON.stringify(when))

function momentOf(customer: Customer, now: number): Moment {
  const quiet = customer.agentSpeaks ? 0 : now - customer.quietSince
  return {
    agentStopped: customer.agentSpoke && !customer.agentSpeaks && quiet >= turnPause,
    silence: quiet / 1000,
    tone: customer.tone,
    resumed: customer.resumed,
    heldFor: customer.resumed ? customer.heldFor / 1000 : 0,
    callFor: (now - customer.answeredAt) / 1000,
  }
}

function enter(script: CallScript, before: Customer, name: string, now: number): Turn {
  const step = script.steps[name]
  const used = Object.fromEntries(Object.entries(before.used).filter(([key]) => key.startsWith('always')))
  const customer: Customer = {
    ...before,
    step: name,
    cutOff: null,
    agentSpoke: false,
    resumed: false,
    tone: null,
    used,
    quietSince: now,
  }
  if (step !== undefined && step.say !== null) return say(customer, step.say)
  return step?.end === true || step === undefined ? hangUp(customer) : stay({ ...customer, speaking: null })
}

/** Begins a line; whatever was being said is cut. */
function say(customer: Customer, line: string): Turn {
  const acts: CustomerAct[] = customer.speaking === null ? [] : [{ act: 'hush' }]
  return {
    customer: { ...customer, speaking: line, agentSpoke: false, resumed: false, tone: null },
    acts: [...acts, { act: 'say', line }],
  }
}

const stay = (customer: Customer): Turn => ({ customer, acts: [] })
const hangUp = (customer: Customer): Turn => ({
  customer: { ...customer, speaking: null, over: true },
  acts: [{ act: 'hang_up' }],
})
