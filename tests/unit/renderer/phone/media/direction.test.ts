import { describe, expect, test } from 'vitest'
import {
  answerDirection,
  audioDirection,
  offerDirection,
  withDirection,
  type Direction,
} from '../../../../../renderer/phone/media/direction.ts'
import { standStill } from '../../../../../renderer/phone/media/stand-still.ts'

const all: readonly Direction[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive']
const sdp = (session: string, ...sections: string[]) =>
  ['v=0', 's=-', ...(session ? [session] : []), ...sections, ''].join('\r\n')

describe('direction', () => {
  test('our offers say what we want, whatever was before', () => {
    expect(offerDirection(false, true)).toBe('sendrecv')
    expect(offerDirection(false, false)).toBe('sendrecv')
    expect(offerDirection(true, false)).toBe('sendonly')
    expect(offerDirection(true, true)).toBe('inactive')
  })

  test('our answers fit the offer (RFC 3264 §6.1), and never receive while on hold', () => {
    const allowed = {
      sendrecv: all,
      sendonly: ['recvonly', 'inactive'],
      recvonly: ['sendonly', 'inactive'],
      inactive: ['inactive'],
    }
    for (const offered of all)
      for (const held of [true, false]) {
        const answer = answerDirection(offered, held)
        expect(allowed[offered]).toContain(answer)
        if (held) expect(['sendonly', 'inactive']).toContain(answer)
      }
    expect(answerDirection('sendrecv', false)).toBe('sendrecv')
    expect(answerDirection('sendonly', false)).toBe('recvonly')
  })

  test('is read from the audio section, not from the first line that fits', () => {
    expect(audioDirection(sdp('', 'm=video 9 RTP/AVP 96', 'a=inactive', 'm=audio 9 RTP/AVP 8', 'a=sendonly'))).toBe('sendonly')
    expect(audioDirection(sdp('a=recvonly', 'm=audio 9 RTP/AVP 8'))).toBe('recvonly')
    expect(audioDirection(sdp('a=inactive', 'm=audio 9 RTP/AVP 8', 'a=sendrecv'))).toBe('sendrecv')
    expect(audioDirection(sdp('', 'm=audio 9 RTP/AVP 8'))).toBe('sendrecv')
    expect(audioDirection('')).toBe('sendrecv')
  })

  test('is written into the audio section and nowhere else', () => {
    const before = sdp('', 'm=audio 9 RTP/AVP 8', 'a=sendrecv', 'a=rtcp-mux', 'm=video 9 RTP/AVP 96', 'a=sendrecv')
    for (const wanted of all) {
      const after = withDirection(before, wanted)
      expect(audioDirection(after)).toBe(wanted)
      expect(after.replace(`a=${wanted}`, 'a=sendrecv')).toBe(before)
    }
    expect(withDirection(sdp('', 'm=audio 9 RTP/AVP 8'), 'inactive')).toBe(sdp('', 'm=audio 9 RTP/AVP 8', 'a=inactive'))
    expect(withDirection('v=0\r\n', 'inactive')).toBe('v=0\r\n')
  })
})

test('their description in force, said again as an answer, keeps who opens DTLS', () => {
  expect(standStill('a=setup:actpass\r\na=x', 'a=setup:active')).toBe('a=setup:passive\r\na=x')
  expect(standStill('a=setup:actpass\r\n', 'a=setup:passive')).toBe('a=setup:active\r\n')
  expect(standStill('a=setup:passive\r\n', 'a=setup:actpass')).toBe('a=setup:passive\r\n')
})
