import type { Handlers } from '#shared/contract/define.ts'
import type { LineConfig, phoneCalls } from '#shared/contract/phone.ts'
import type { Registration } from '#shared/domain/line.ts'
import type { Calls } from './calls/calls.ts'
import { serial } from './calls/serial.ts'
import type { Headsets } from './media/headsets.ts'
import type { DeviceKeeper } from './media/devices.ts'
import type { Voice } from '#shared/domain/devices.ts'
import type { Meter } from './media/meter.ts'
import type { Trial } from './media/trial.ts'
import type { Line } from './signalling/line.ts'
import type { netErrors } from './signalling/net-errors.ts'
import type { Problem } from './signalling/problems.ts'

export interface HandlerParts {
  readonly calls: Calls
  readonly devices: DeviceKeeper
  readonly headsets: Pick<Headsets, 'choose' | 'forget'>
  readonly meter: Meter
  readonly netErrors: ReturnType<typeof netErrors>
  readonly build: (config: LineConfig) => { line: Line | null; problem: Problem | null }
  readonly setLine: (line: Line | null) => void
  readonly registration: (value: Registration) => void
  readonly record: (callId: string, recordingId: string, paused: boolean) => Promise<void>
  readonly testRinger: () => void
  readonly setVoice: (voice: Voice) => void
  readonly trial: Trial
  readonly now: () => number
}

/** What main may ask; the contract says what each call means. */
export function phoneHandlers(parts: HandlerParts): Handlers<typeof phoneCalls> & { readonly value: () => Registration } {
  const { calls, devices } = parts
  let line: Line | null = null
  let current = 'null'
  let watched: readonly string[] = []
  let broken: Registration | null = null
  const off = (problem: Problem | null): Registration => ({
    state: problem ? 'refused' : 'off',
    since: new Date(parts.now()).toISOString(),
    server: null,
    confirmedAt: null,
    nextTryAt: null,
    attempt: 0,
    problem,
  })
  const value = (): Registration => broken ?? line?.registration() ?? off(null)
  // One change after the other: the old line must have closed before the next one opens.
  const inTurn = serial()
  /** The same configuration again changes nothing, so that a restarted main may say it again in the middle of a call. */
  const configure = async (config: LineConfig | null): Promise<void> => {
    const next = JSON.stringify(config)
    if (next === current) return
    current = next
    calls.endAll()
    const old = line
    line = null
    parts.setLine(null)
    await old?.stop()
    const built = config === null ? { line: null, problem: null } : parts.build(config)
    line = built.line
    parts.setLine(line)
    broken = line ? null : off(built.problem)
    if (broken) parts.registration(broken)
    line?.start()
  }
  return {
    value,
    async configure(input) {
      calls.ready = input.ready
      calls.handOver = input.handOver
      watched = input.watched
      parts.setVoice(input.voice)
      devices.select(input.selected)
      await inTurn(() => configure(input.line))
      line?.watch(watched)
      return null
    },
    snapshot: () => ({ registration: value(), calls: calls.views(), devices: devices.value }),
    setReady: ({ ready }) => ((calls.ready = ready), null),
    setWatched(input) {
      watched = input.watched
      line?.watch(watched)
      return null
    },
    sendCode: (order) => line?.sendCode(order) ?? { outcome: 'lost' as const, status: null },
    setVoice: (voice) => (parts.setVoice(voice), null),
    setHandOver: ({ handOver }) => ((calls.handOver = handOver), null),
    tryNow: () => (line?.tryNow(), null),
    networkChanged: () => (line?.suspect(), null),
    netError({ url, error }) {
      parts.netErrors.heard(url, error)
      line?.explainAgain()
      return null
    },
    dial: ({ callId, target }) => (calls.dial(callId, target), null),
    answer: async ({ callId, automatic }) => (await calls.answer(callId, automatic), null),
    decline: ({ callId }) => (calls.decline(callId), null),
    hangUp: ({ alone, callId, closing }) => (calls.hangUp(callId, closing, alone), null),
    hold: ({ callId }) => (calls.hold(callId, true), null),
    resume: ({ callId }) => (calls.hold(callId, false), null),
    transfer: ({ callId, target }) => (calls.transfer(callId, target), null),
    transferTo: ({ callId, otherCallId }) => (calls.transferTo(callId, otherCallId), null),
    join: ({ callId, otherCallId }) => (calls.join(callId, otherCallId), null),
    decide: ({ callId, yes }) => (calls.decide(callId, yes), null),
    mute: ({ callId, muted }) => (calls.mute(callId, muted), null),
    sendTones: ({ callId, tones }) => (calls.sendTones(callId, tones), null),
    silence: ({ callId }) => (calls.silence(callId), null),
    record: async ({ callId, recordingId, paused }) => (await parts.record(callId, recordingId, paused), null),
    devices: () => devices.refresh(),
    selectDevice: ({ role, deviceId }) => devices.select({ [role]: deviceId }),
    selectRingers: ({ deviceIds }) => devices.select({ ringer: deviceIds }),
    meter: async ({ on }) => (await parts.meter.set(on), null),
    testRinger: () => (parts.testRinger(), null),
    tryRecord: () => parts.trial.record(),
    tryPlay: async () => (await parts.trial.play(), null),
    tryStop: () => (parts.trial.stop(), null),
    chooseHeadset: () => (void parts.headsets.choose(), null),
    forgetHeadset: async (which) => (await parts.headsets.forget(which), null),
  }
}
