import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { settle } from '../support/people.ts'
import { keyFile, loopback, recordedProfile, recordingOf, soundAgain, talk } from '../support/recorded.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const minutes = 20

test(`a recording of ${minutes} minutes is sought to its end without being read up to there`, async ({ home, start }) => {
  const exchange = await ringingPeer()
  try {
    const where = home(recordedProfile(exchange, 'always'), keyFile)
    const first = await start(where, { switches: loopback })
    await until(first.desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    await settle(first.desk, 1)
    const id = await talk(first.desk, exchange)
    await first.desk.waitForTimeout(1500)
    await first.desk.keyboard.press('F4')
    const recording = await recordingOf(first.desk, id, 'whole')
    await must(first.desk, 'interaction.finish', { id, code: 'resolved', note: '' })
    await first.close()

    // Nobody waits so long for a test: the same recording with another, long sound in it, in the same frames.
    const [wav, ogg] = [join(where.folder, 'long.wav'), join(where.folder, 'long.ogg')]
    execFileSync('sox', [
      '-q',
      '-n',
      '-r',
      '48000',
      '-c',
      '2',
      '-b',
      '16',
      wav,
      'synth',
      String(minutes * 60),
      'pinknoise',
      'gain',
      '-20',
    ])
    execFileSync('opusenc', ['--quiet', '--bitrate', '64', wav, ogg])
    rmSync(wav)
    await soundAgain(where, recording, readFileSync(ogg))

    const { desk } = await start(where, { switches: loopback })
    await until(desk, 'records are open', ({ access }) => access.state === 'open')
    await desk.getByRole('list', { name: 'Call log' }).getByRole('button').first().click()
    await desk.getByRole('button', { name: 'Play' }).click()
    const audio = (what: string): Promise<unknown> => desk.evaluate(`document.querySelector('audio').${what}`)
    await expect.poll(() => audio('currentTime')).toBeGreaterThan(0.5)
    expect(await audio('duration')).toBeCloseTo(minutes * 60, 0)
    const near = minutes * 60 - 20
    await desk.evaluate(`document.querySelector('audio').currentTime = ${near}`)
    await expect.poll(() => audio('currentTime')).toBeGreaterThan(near + 2)
    expect(await audio('error')).toBeNull()
  } finally {
    await exchange.peer.close()
  }
})
