import { expect, test } from 'vitest'
import { VoiceWatch } from '../../../../../renderer/phone/media/voice-watch.ts'

function watched(muted: boolean) {
  const told: (string | null)[] = []
  const watch = new VoiceWatch((voice) => told.push(voice))
  watch.begin(muted)
  return { told, watch, hear: (level: number, times: number) => Array.from({ length: times }, () => watch.hear(level)) }
}

test('somebody who speaks while muted is told, and no more once they are silent or unmuted', () => {
  const { hear, told, watch } = watched(true)
  hear(0.01, 20)
  expect(told).toEqual([])
  hear(0.3, 5)
  expect(told).toEqual(['muted_talking'])
  hear(0.01, 29)
  expect(told).toEqual(['muted_talking'])
  hear(0.01, 1)
  expect(told).toEqual(['muted_talking', null])
  hear(0.3, 5)
  watch.begin(false)
  expect(told.slice(2)).toEqual(['muted_talking', null])
  hear(0.3, 50)
  expect(told).toHaveLength(4)
})

test('a cough, or keys beside the microphone, is no talking', () => {
  const { hear, told } = watched(true)
  for (let n = 0; n < 20; n++) {
    hear(0.4, 2)
    hear(0.01, 12)
  }
  expect(told).toEqual([])
})

test('a microphone that gives nothing for fifteen seconds is told; the faintest noise of an open one is something', () => {
  const { hear, told } = watched(false)
  hear(0.0002, 600)
  expect(told).toEqual([])
  hear(0.002, 1)
  hear(0, 149)
  expect(told).toEqual([])
  hear(0, 1)
  expect(told).toEqual(['silent'])
  hear(0.002, 1)
  expect(told).toEqual(['silent', null])
})

test('the faint noise the echo canceller makes while the other side speaks brings no dead microphone to life', () => {
  const { hear, told } = watched(false)
  for (let n = 0; n < 16; n++) {
    hear(0.0004, 4)
    hear(0, 6)
  }
  expect(told).toEqual(['silent'])
})

test('the end of the call takes every hint away', () => {
  const { hear, told, watch } = watched(false)
  hear(0, 150)
  watch.end()
  expect(told).toEqual(['silent', null])
})
