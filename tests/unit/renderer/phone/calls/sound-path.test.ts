import { expect, test } from 'vitest'
import { SoundPath, type PathParts } from '../../../../../renderer/phone/calls/sound-path.ts'
import { fakeClock } from '../signalling/fake-clock.ts'

function path(given: { anew?: () => boolean; broken?: boolean; able?: () => boolean }) {
  const clock = fakeClock()
  const did: string[] = []
  const parts: PathParts = {
    clock,
    able: given.able ?? (() => true),
    media: () => ({ broken: () => given.broken ?? false, pathAnew: () => Promise.resolve(given.anew?.() ?? false) }),
    suspect: () => did.push('suspects'),
    offer: (other) => Promise.resolve(void did.push(other ? 'offers another' : 'offers')),
    nothing: () => did.push('says so'),
    giveUp: () => did.push('gives up'),
  }
  return { clock, did, path: new SoundPath(parts) }
}

test('a lost path: more is suspected lost, a new one is asked for three times ten seconds apart, then the call is given up', async () => {
  const { clock, did, path: sound } = path({ broken: true })
  sound.told(false)
  await clock.pass(25_000)
  expect(did).toEqual(['suspects', 'offers', 'suspects', 'offers', 'suspects', 'offers'])
  await clock.pass(10_000)
  expect(did.at(-1)).toBe('gives up')
})

test('after a change of network the path is offered again until it comes about, soon and a few times', async () => {
  let anew = false
  const { clock, did, path: sound } = path({ anew: () => anew })
  void sound.moved()
  await clock.pass(1_700)
  expect(did).toEqual(['says so', 'offers another', 'says so', 'offers another'])
  anew = true
  await clock.pass(60_000)
  expect(did).toHaveLength(4)
  const hopeless = path({})
  void hopeless.path.moved()
  await hopeless.clock.pass(60_000)
  expect(hopeless.did).toHaveLength(14)
})

test('nothing is offered while the exchange is out of reach, and only for the last of several changes', async () => {
  const away = path({ able: () => false })
  away.path.told(false)
  void away.path.moved()
  await away.clock.pass(60_000)
  expect(away.did).toEqual([])
  const twice = path({})
  void twice.path.moved()
  await twice.clock.pass(300)
  void twice.path.moved()
  await twice.clock.pass(60_000)
  expect(twice.did).toHaveLength(14)
})
