import type { Sound } from './sounds.ts'
import type { TonePlayer } from './tone-player.ts'

/** One sound on several devices at once; null is the system's choice, and what it begins with. */
export interface Ringers {
  play(): void
  stop(): void
  /** Lets it be heard once. */
  once(): void
  /** From now on it rings on these; what rings already goes on where it may and begins where it is new. */
  select(deviceIds: readonly (string | null)[]): void
}

/** Each device has a player of its own, so that one that is slow or dead keeps none of the others waiting. */
export function ringers(sound: Sound, make: () => TonePlayer): Ringers {
  const players = new Map<string | null, TonePlayer>([[null, make()]])
  let ringing = false
  return {
    play() {
      ringing = true
      for (const player of players.values()) player.play(sound)
    },
    stop() {
      ringing = false
      for (const player of players.values()) player.stop()
    },
    once() {
      for (const player of players.values()) void player.once(sound)
    },
    select(deviceIds) {
      for (const [id, player] of players)
        if (!deviceIds.includes(id)) {
          player.stop()
          players.delete(id)
        }
      for (const id of deviceIds) {
        if (players.has(id)) continue
        const player = make()
        player.select(id)
        players.set(id, player)
        if (ringing) player.play(sound)
      }
    },
  }
}
