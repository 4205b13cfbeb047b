import type { practiceWindowCalls } from '#shared/contract/practice.ts'
import type { In, Out } from '#shared/contract/define.ts'
import type { Result } from '#shared/contract/result.ts'
import { answered, react, type Customer, type CustomerEvent, type Turn } from '#shared/practice/customer.ts'
import type { CallScript } from '#shared/practice/scenario.ts'
import type { Heard } from '#shared/practice/score.ts'
import type { Leg, LegEnd } from '../exchange/leg.ts'

type Calls = typeof practiceWindowCalls
export interface VoiceDoor {
  call<K extends keyof Calls & string>(name: K, input: In<Calls[K]>): Promise<Result<Out<Calls[K]>>>
}

/** How often time passes for a customer; milliseconds. */
const tickMs = 200
/** An announcement of a hold is what was said in the seconds before it; milliseconds. */
const announcedWithin = 4000

export interface PlayedCall {
  readonly leg: Leg
  /** From the window's ear. */
  agentSpeaks(speaks: boolean): void
  ear(voiceSeconds: number): void
  said(): void
  path(up: boolean): void
  heard(): Heard
  hears(): number
  stage(): 'ringing' | 'talking' | 'held'
  hangUp(): void
}

/**
 * Plays one customer in one call: what the exchange and the ear tell goes to the customer's rules, what these decide goes to the mouth
 * and the exchange. Nobody begins before sound can flow.
 */
export function playCall(options: {
  script: CallScript
  /** Where it begins once the call is up. */
  step: string
  leg: Leg
  voice: VoiceDoor
  /** Bytes of a line in this customer's voice; null when it was never recorded. */
  sound: (line: string) => Uint8Array<ArrayBuffer> | null
  changed: () => void
  ended: (end: LegEnd, wasUp: boolean) => void
}): PlayedCall {
  const { script, leg, voice } = options
  const legId = leg.id
  let customer: Customer | null = null
  let upAt: number | null = null
  let pathUp = false
  let held = false
  let timer: NodeJS.Timeout | null = null
  let firstWord: number | null = null
  let lastWord: number | null = null
  let speaks = false
  let voiceSeconds = 0
  const holdsAnnounced: boolean[] = []

  const perform = (turn: Turn): void => {
    customer = turn.customer
    for (const act of turn.acts) {
      if (act.act === 'hang_up') leg.hangUp()
      else if (act.act === 'hush') void voice.call('hush', { legId })
      else {
        const sound = options.sound(act.line)
        // A line without a recording is a short silence, not a conversation that stands still.
        if (sound === null) setTimeout(() => feed({ type: 'said' }), 500)
        else
          void voice.call('say', { legId, clip: act.line, sound }).then((result) => (result.ok ? null : feed({ type: 'said' })))
      }
    }
  }
  const feed = (event: CustomerEvent): void => {
    if (customer !== null && leg.state === 'up') perform(react(script, customer, event, Date.now()))
  }
  const begin = (): void => {
    if (customer !== null || !pathUp || leg.state !== 'up') return
    perform(answered(script, options.step, Date.now()))
    timer = setInterval(() => feed({ type: 'tick' }), tickMs)
  }

  leg.listen({
    ringing: options.changed,
    answered(sdp) {
      upAt = Date.now()
      void voice.call('answered', { legId, sdp }).then((result) => {
        if (!result.ok) leg.hangUp()
      })
      options.changed()
      begin()
    },
    async changed(sdp) {
      const answer = await voice.call('answer', { legId, sdp })
      if (!answer.ok) return null
      if (answer.value.held !== held) {
        held = answer.value.held
        if (held) holdsAnnounced.push(speaks || (lastWord !== null && Date.now() - lastWord <= announcedWithin))
        feed({ type: held ? 'held' : 'resumed' })
        options.changed()
      }
      return answer.value.sdp
    },
    tone: (tone) => feed({ type: 'tone', tone }),
    ended(end) {
      if (timer) clearInterval(timer)
      void voice.call('close', { legId })
      options.ended(end, upAt !== null)
    },
  })

  return {
    leg,
    agentSpeaks(now) {
      speaks = now
      if (now && upAt !== null) firstWord ??= Date.now()
      lastWord = Date.now()
      feed({ type: 'agent', speaks: now })
    },
    ear(seconds) {
      if (seconds !== voiceSeconds) {
        voiceSeconds = seconds
        options.changed()
      }
    },
    said: () => feed({ type: 'said' }),
    path(up) {
      pathUp = up
      if (up) {
        if (leg.state === 'up') upAt ??= Date.now()
        begin()
      }
    },
    heard: () => ({ greetedAfter: firstWord === null || upAt === null ? null : Math.max(0, firstWord - upAt), holdsAnnounced }),
    hears: () => voiceSeconds,
    stage: () => (held ? 'held' : leg.state === 'up' ? 'talking' : 'ringing'),
    hangUp: () => leg.hangUp(),
  }
}
