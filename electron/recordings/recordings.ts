import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { phoneCalls, phoneEvents } from '#shared/contract/phone.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import { Failure, raise, type Result } from '#shared/contract/result.ts'
import { togetherWith } from '#shared/domain/conference.ts'
import { afterAct, beginRecording, isPause, isSilent } from '#shared/domain/recording-rules.ts'
import type { Recording, RecordingAct, RecordingPolicy, RecordingView } from '#shared/domain/recording.ts'
import type { DeskModel } from '../app/desk-model.ts'
import type { Supervised } from '../app/supervised.ts'
import type { Log } from '../diagnostics/log.ts'
import type { InteractionKeeper } from '../interactions/keeper.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Sounds } from '../security/recording-protocol.ts'
import { Listening } from './listening.ts'
import { Shelf, type Found } from './shelf.ts'
import { Take } from './take.ts'

type Piece = z.output<(typeof phoneEvents)['recorded']>

/** What was made before the first picture. */
export interface RecordingsFirst {
  readonly userData: string
  /** Answered on the desk's session. */
  readonly sounds: Sounds
  readonly log: Log
}

export interface RecordingsParts {
  readonly first: RecordingsFirst
  readonly model: DeskModel
  readonly records: Pick<Supervised<typeof recordsCalls>, 'call'>
  readonly vault: Pick<Vault, 'recordingsKey'>
  readonly phone: () => Pick<Supervised<typeof phoneCalls>, 'call'>
  readonly keeper: () => Pick<InteractionKeeper, 'recordingPaused'>
  /** The line that is set up. */
  readonly line: () => { readonly recording: RecordingPolicy } | null
}

interface Call {
  readonly policy: RecordingPolicy
  view: RecordingView
  take: Take | null
  over: boolean
}

/** How long after a call's end its last piece may come; the phone window may have died with it. Milliseconds. */
const lastWithin = 5000

/**
 * The recordings of the calls that are talked: whether one is made (rules in `shared/domain/recording.ts`), its pauses, and what is made
 * of the pieces that come from the phone window.
 */
export class Recordings {
  readonly #parts: RecordingsParts
  readonly #shelf: Shelf
  readonly #listening: Listening
  /** By call; null for one that is not to be recorded at all. */
  readonly #calls = new Map<string, Call | null>()
  #together: readonly string[] = []
  #restored = false

  constructor(parts: RecordingsParts) {
    const { first, model, records, vault } = parts
    this.#parts = parts
    this.#shelf = new Shelf(join(first.userData, 'recordings'), () => vault.recordingsKey())
    const actor = (): string => model.snapshot().agent.name
    this.#listening = new Listening({ shelf: this.#shelf, records, sounds: first.sounds, actor })
    model.watch((name, payload) => {
      if (name === 'interactions') this.#follow(payload as ActiveInteraction[])
      if (name === 'access' && model.snapshot().access.state === 'open') void this.#restore()
    })
  }

  /** A piece came from the phone window. */
  onPiece({ recordingId, sound, last, failed }: Piece): void {
    const call = this.#byTake(recordingId)
    if (!call?.take) return
    const kept = call.take.add(sound)
    // The computer slept, or was too busy to record for a while.
    if (kept && call.view.state === 'failed' && !call.over) {
      call.view = { ...call.view, state: 'recording' }
      this.#show()
    }
    if (failed) this.#failed(call, 'phone')
    if (last || failed) call.take.end(failed ? 'cut' : 'whole')
  }

  /**
   * What is said in a conference is heard by both sides: a pause is one of both recordings, while consent is each customer's own.
   * @throws Failure when the phone window does not do it; nothing has changed then
   */
  async act(id: string, act: RecordingAct): Promise<void> {
    await this.#act(id, act)
    const calls = this.#parts.model.snapshot().interactions.flatMap(({ call }) => call ?? [])
    const together = togetherWith(calls, id)
    if (!isPause(act)) return this.#shareSilence(together)
    for (const other of together) if (other !== id && this.#calls.get(other)) await this.#act(other, act)
  }

  /** Where one of them is paused, all are: the agent repeats the number of a card to everybody. */
  #shareSilence(together: readonly string[]): void {
    const views = together.flatMap((id) => this.#calls.get(id)?.view ?? [])
    const acts = [views.some(({ paused }) => paused) && 'pause', views.some(({ payment }) => payment) && 'payment'] as const
    const failed = (error: unknown): void => this.#parts.first.log('error', 'recording.share', { error })
    for (const { interactionId } of views) for (const act of acts) if (act) this.#act(interactionId, act).catch(failed)
  }

  async #act(id: string, act: RecordingAct): Promise<void> {
    const call = this.#calls.get(id)
    if (!call) return raise('not_found', 'error.call.gone')
    const next = afterAct(call.view, act)
    if (next === call.view) return
    const silent = isSilent(next)
    // Before it is shown: a pause that is shown and is none would be the worst of all.
    if (call.take && silent !== isSilent(call.view)) unwrap(await this.#tell(call.take.recording, silent))
    if (act === 'refuse') await this.#put(this.#row(call, { state: 'none', endedAt: new Date().toISOString() }, next))
    call.view = next
    if (next.state === 'recording' && call.take === null && !call.over) this.#begin(call)
    this.#parts.keeper().recordingPaused(id, call.take !== null && silent)
    this.#show()
  }

  listen(id: string): Promise<string> {
    return this.#listening.open(id)
  }

  async hold(id: string, hold: boolean): Promise<void> {
    unwrap(await this.#parts.records.call('recordings.hold', { id, hold, ...this.#by() }))
  }

  /** Refused under legal hold; rejects with the file system's error when the files cannot be erased. */
  async erase(id: string): Promise<void> {
    this.#shelf.doom(id)
    const erased = await this.#parts.records.call('recordings.erase', { id, ...this.#by() })
    if (!erased.ok && !erased.error.retryable) this.#shelf.spare(id)
    unwrap(erased)
    await this.#listening.forget(id)
    this.#shelf.erase(id)
  }

  /** All that came is on the disk, for the quit: calls are over by then. */
  async flush(): Promise<void> {
    const takes = [...this.#calls.values()].flatMap((call) => call?.take ?? [])
    await Promise.all(takes.map((take) => take.ended(lastWithin)))
  }

  #follow(active: readonly ActiveInteraction[]): void {
    const talked = new Set<string>()
    for (const { call, interaction } of active) {
      if (call?.phase !== 'connected') continue
      talked.add(interaction.id)
      if (!this.#calls.has(interaction.id)) this.#answered(interaction.id)
    }
    const together = active.flatMap(({ call }) => (call?.phase === 'connected' && call.together ? call.callId : []))
    if (together.join() !== this.#together.join()) this.#shareSilence(together)
    this.#together = together
    for (const [id, call] of this.#calls) {
      if (talked.has(id)) continue
      if (call === null) this.#calls.delete(id)
      else if (!call.over) this.#over(id, call)
    }
  }

  #answered(id: string): void {
    const policy = this.#parts.line()?.recording ?? 'never'
    const view = beginRecording(id, policy)
    const call: Call | null = view && { policy, view, take: null, over: false }
    this.#calls.set(id, call)
    if (call === null) return
    if (view?.state === 'recording') this.#begin(call)
    this.#show()
  }

  #begin(call: Call): void {
    const recording = this.#row(call, { state: 'recording' })
    call.take = new Take(recording, this.#shelf, {
      keep: (row) => this.#put(row),
      failed: (error) => this.#failed(call, error),
    })
    void this.#tell(recording, isSilent(call.view)).then((told) => {
      if (told.ok) return
      this.#failed(call, told.error.kind)
      call.take?.end('cut')
    })
  }

  #over(id: string, call: Call): void {
    call.over = true
    this.#show()
    const forget = (): void => void this.#calls.delete(id)
    if (call.take) void call.take.ended(lastWithin).then(forget)
    else forget()
  }

  #failed(call: Call, error: unknown): void {
    if (call.view.state === 'failed') return
    call.view = { ...call.view, state: 'failed' }
    this.#parts.first.log('error', 'recording.failed', { error })
    this.#show()
  }

  /** Recordings that were going on when Courtesy last ended, and erasures that were not ended. */
  async #restore(): Promise<void> {
    if (this.#restored) return
    this.#restored = true
    const { first, model } = this.#parts
    const mine = (id: string): boolean => this.#byTake(id) !== undefined
    try {
      for (const id of this.#shelf.doomed())
        await this.erase(id).catch((error: unknown) => first.log('warn', 'recording.erase', { error }))
      const found = await this.#shelf.closeCutOff(mine, (id, error) => first.log('error', 'recording.close', { id, error }))
      const kept = await Promise.all(found.map((each) => this.#settle(each)))
      const count = found.filter((each, index) => each.cut && kept[index]).length
      if (count > 0) model.tell('notice', { tone: 'warn', messageKey: 'notice.recordingCut', params: { count } })
    } catch (error) {
      first.log('error', 'recording.restore', { error })
    }
  }

  async #settle({ cut, facts, recording }: Found): Promise<boolean> {
    const endedAt = new Date(Date.parse(recording.startedAt) + facts.seconds * 1000).toISOString()
    const kept = await this.#put({ ...recording, ...facts, endedAt, state: cut ? 'cut' : 'whole' })
    if (kept) await this.#shelf.settle(recording.id)
    return kept
  }

  #row(call: Call, more: Pick<Recording, 'state'> & Partial<Recording>, view = call.view): Recording {
    return {
      id: uuidv7(),
      interactionId: view.interactionId,
      policy: call.policy,
      consent: call.policy !== 'consent' ? 'not_asked' : view.state === 'refused' ? 'refused' : 'given',
      startedAt: new Date().toISOString(),
      endedAt: null,
      bytes: 0,
      seconds: 0,
      sha256: null,
      legalHold: false,
      ...more,
    }
  }

  async #put(recording: Recording): Promise<boolean> {
    const kept = await this.#parts.records.call('recordings.put', { recording })
    if (!kept.ok) this.#parts.first.log('error', 'recording.row', { kind: kept.error.kind })
    return kept.ok
  }

  #tell(recording: Recording, paused: boolean): Promise<Result<null>> {
    return this.#parts.phone().call('record', { callId: recording.interactionId, recordingId: recording.id, paused })
  }

  #by(): { actor: string; auditId: string } {
    return { actor: this.#parts.model.snapshot().agent.name, auditId: uuidv7() }
  }

  #byTake(id: string): Call | undefined {
    return [...this.#calls.values()].find((call) => call?.take?.recording.id === id) ?? undefined
  }

  #show(): void {
    const shown = [...this.#calls.values()].flatMap((call) => (call === null || call.over ? [] : call.view))
    this.#parts.model.set('recordings', shown)
  }
}

function unwrap(result: Result<unknown>): void {
  if (!result.ok) throw new Failure(result.error)
}
