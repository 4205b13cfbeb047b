import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Shelf } from '../../electron/recordings/shelf.ts'
import { Vault } from '../../electron/secrets/vault.ts'
import type { Recording } from '../../shared/domain/recording.ts'
import type { AppHome } from './app/home.ts'
import { giveToTestUser } from './app/ordinary-user.ts'
import { readWav, type Sound } from './audio/wav.ts'
import { must, until } from './desk.ts'
import { expect } from './e2e.ts'
import { peerProfile } from './nowhere.ts'
import { eva } from './people.ts'
import type { RingingPeer } from './ringing-peer.ts'

/** Of 64 characters, as `db.key` beside a profile. */
export const key = 'k'.repeat(64)
export const keyFile = { 'db.key': { text: key } }
/** The customer's telephone is in a page of the same computer. */
export const loopback = ['--allow-loopback-in-peer-connection']

/** A desk at a scripted exchange whose line is recorded so. */
export const recordedProfile = (exchange: RingingPeer, policy: Recording['policy']): object =>
  peerProfile(exchange.peer.url, [], { recording: { policy } })

/** Rings as the story's customer, answers by key, and waits until they hear each other; answers with the call's id. */
export async function talk(desk: Page, exchange: RingingPeer): Promise<string> {
  await exchange.ring(desk, eva.dialled)
  await until(desk, 'it rings', ({ interactions }) => interactions.some((each) => each.call?.phase === 'ringing'), 30_000)
  await desk.keyboard.press('F2')
  const { interactions } = await until(desk, 'they talk', (now) =>
    now.interactions.some((each) => each.call?.phase === 'connected'),
  )
  await expect.poll(() => exchange.packets(desk), { timeout: 30_000 }).toBeGreaterThan(20)
  return interactions.find((each) => each.call?.phase === 'connected')?.interaction.id ?? ''
}

/** The one recording of a call, once it is in this state. */
export async function recordingOf(desk: Page, interactionId: string, state: Recording['state']): Promise<Recording> {
  const find = async (): Promise<Recording | undefined> => (await must(desk, 'recordings.of', { interactionId }))[0]
  await expect.poll(async () => (await find())?.state, { timeout: 20_000 }).toBe(state)
  return (await find())!
}

const shelfOf = (home: AppHome): Shelf => {
  const vault = new Vault(home.userData)
  vault.openByKeyFile(Buffer.from(key))
  return new Shelf(join(home.userData, 'recordings'), () => vault.recordingsKey())
}

/** Puts another sound in the place of a recording's, in frames of a second's size; the app must not run. */
export async function soundAgain(home: AppHome, recording: Recording, sound: Buffer): Promise<void> {
  const shelf = shelfOf(home)
  const writer = await shelf.begin(recording)
  for (let at = 0; at < sound.length; at += 8000) await writer.append(sound.subarray(at, at + 8000))
  await writer.end()
  await shelf.settle(recording.id)
  giveToTestUser(join(home.userData, 'recordings'))
}

/** The sound of a recording, opened with the home's key and decoded by another program: the bytes, and both sides. */
export async function soundOf(home: AppHome, { id }: Recording): Promise<{ bytes: Buffer; left: Sound; right: Sound }> {
  const reader = await shelfOf(home).open(id)
  const pieces: Buffer[] = []
  for await (const piece of reader.read()) pieces.push(piece)
  await reader.close()
  const bytes = Buffer.concat(pieces)
  const file = join(home.folder, id)
  writeFileSync(`${file}.ogg`, bytes)
  execFileSync('opusdec', ['--quiet', `${file}.ogg`, `${file}.wav`])
  return { bytes, left: readWav(`${file}.wav`, 0), right: readWav(`${file}.wav`, 1) }
}

/** Every file below a folder. */
export function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

/**
 * How much of a sound's power is one tone, 0 to 1: each tenth of a second for itself, because a busy machine drops pieces of a line's sound
 * and the tone goes on in another phase.
 */
export function shareOfTone({ rate, samples }: Sound, hertz: number): number {
  const turn = (2 * Math.PI * hertz) / rate
  const piece = Math.round(rate / 10)
  let [tone, all] = [0, 0]
  for (let from = 0; from + piece <= samples.length; from += piece) {
    let [re, im] = [0, 0]
    for (const [n, sample] of samples.subarray(from, from + piece).entries()) {
      re += sample * Math.cos(turn * n)
      im += sample * Math.sin(turn * n)
      all += sample * sample
    }
    tone += (2 * (re * re + im * im)) / piece
  }
  return all === 0 ? 0 : tone / all
}
