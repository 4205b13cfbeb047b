import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readRange, serveRecordings, Sounds } from '../../../../electron/security/recording-protocol.ts'

test.each([
  [null, { from: 0, to: 100, whole: true }],
  ['bytes=0-', { from: 0, to: 100, whole: false }],
  ['bytes=40-', { from: 40, to: 100, whole: false }],
  ['bytes=40-49', { from: 40, to: 50, whole: false }],
  ['bytes=40-40', { from: 40, to: 41, whole: false }],
  ['bytes=90-1000', { from: 90, to: 100, whole: false }],
  ['bytes=-30', { from: 70, to: 100, whole: false }],
  ['bytes=-300', { from: 0, to: 100, whole: false }],
  ['bytes=100-', null],
  ['bytes=-0', null],
  ['bytes=50-40', null],
  ['bytes=-', { from: 0, to: 100, whole: true }],
  ['bytes=0-1,5-9', { from: 0, to: 100, whole: true }],
  ['items=0-1', { from: 0, to: 100, whole: true }],
])('a range of a hundred bytes: %s', (header, range) => expect(readRange(header, 100)).toEqual(range))

type Handler = (request: Request) => Promise<Response>
type Older = (
  request: { url: string; method: string; headers: Record<string, string> },
  done: (answer: { statusCode: number; headers: Record<string, string>; data: Readable }) => void,
) => void

/** What answers, without an Electron around it: one that has the older call, one that has it no more. */
const electrons: [string, (sounds: Sounds) => Handler][] = [
  [
    'newer',
    (sounds) => {
      let answer: (request: Request) => Response = () => expect.fail('nobody answers')
      serveRecordings({ protocol: { handle: (_scheme: string, given: typeof answer) => (answer = given) } } as never, sounds)
      return async (request) => answer(request)
    },
  ],
  [
    'older',
    (sounds) => {
      let answer: Older = () => expect.fail('nobody answers')
      serveRecordings(
        { protocol: { registerStreamProtocol: (_scheme: string, given: Older) => (answer = given) } } as never,
        sounds,
      )
      return async ({ headers, method, url }) =>
        new Promise((done) =>
          answer({ url, method, headers: Object.fromEntries(headers) }, ({ data, headers: said, statusCode }) =>
            done(
              new Response(Readable.toWeb(data, { strategy: { highWaterMark: 0 } }) as ReadableStream, {
                status: statusCode,
                headers: said,
              }),
            ),
          ),
        )
    },
  ],
]

test.each(electrons)(
  '%s: an address that was handed out is answered by range, piece by piece, until it is withdrawn; nothing else ever',
  async (_which, handler) => {
    const sounds = new Sounds()
    const asked: [number, number][] = []
    const pieces: number[] = []
    const url = sounds.show({
      bytes: 10,
      async *read(from, to) {
        asked.push([from, to])
        for (let at = from; at < to; at++) {
          pieces.push(at)
          yield Buffer.of(at)
        }
      },
    })
    const ask = handler(sounds)
    const part = await ask(new Request(url, { headers: { range: 'bytes=4-7' } }))
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
      206,
      'bytes 4-7/10',
      '4',
    ])
    expect([part.headers.get('content-type'), part.headers.get('cache-control')]).toEqual(['audio/ogg', 'no-store'])
    await new Promise((done) => setImmediate(done))
    expect(pieces).toEqual([])
    expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([4, 5, 6, 7])
    expect(asked).toEqual([[4, 8]])
    const whole = await ask(new Request(url))
    expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, 10])
    expect((await ask(new Request(url, { headers: { range: 'bytes=10-' } }))).status).toBe(416)
    expect((await ask(new Request(url, { method: 'POST' }))).status).toBe(404)
    expect((await ask(new Request(`${url}x`))).status).toBe(404)
    expect((await ask(new Request(url.replace('sound', 'other')))).status).toBe(404)
    sounds.withdraw(url)
    expect((await ask(new Request(url))).status).toBe(404)
  },
)
