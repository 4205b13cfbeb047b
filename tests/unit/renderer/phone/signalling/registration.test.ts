import { describe, expect, test } from 'vitest'
import type { Registration } from '#shared/domain/line.ts'
import { problem } from '../../../../../renderer/phone/signalling/problems.ts'
import type { RegisterOutcome } from '../../../../../renderer/phone/signalling/register.ts'
import { RegistrationKeeper, type Ports } from '../../../../../renderer/phone/signalling/registration.ts'
import { fakeClock } from './fake-clock.ts'

const granted: RegisterOutcome = { kind: 'registered', expiresS: 300 }
const refused = (status: number, retryAfterMs: number | null = null): RegisterOutcome => ({
  kind: 'refused',
  status,
  retryAfterMs,
  digestUnknown: false,
})

function keeper(script: Partial<Ports> = {}) {
  const clock = fakeClock()
  const events: Registration[] = []
  const did: string[] = []
  const note = <T>(what: string, value: T): T => (did.push(what), value)
  const ports: Ports = {
    connect: async () => note('connect', undefined),
    abandon: (why, blame) => note(`abandon ${why}${blame ? '' : ', nobody to blame'}`, undefined),
    register: async (fresh) => note(fresh ? 'register fresh' : 'register', granted),
    probe: async () => note('probe', true),
    server: () => 'ws://exchange',
    rubbish: () => false,
    explain: () => problem('network', 'error.line.unreachable', {}, undefined),
    callLostForMs: () => null,
    random: () => 0.5,
    changed: (value) => events.push(value),
    registered: (moved) => did.push(moved ? 'registered elsewhere' : 'registered'),
    ...script,
  }
  return { clock, events, did, keeper: new RegistrationKeeper(ports, clock), ports }
}
const states = (events: Registration[]): string[] => events.map((one) => one.state).filter((one, at, all) => one !== all[at - 1])

describe('being reachable', () => {
  test('registers, then asks for a sign of life at least once a minute and refreshes before 70 % of the lifetime', async () => {
    const { clock, did, keeper: line } = keeper()
    line.start()
    await clock.pass(0)
    expect(line.value).toMatchObject({ state: 'registered', server: 'ws://exchange', problem: null })
    for (let second = 0; second < 600; second++) {
      await clock.pass(1000)
      expect(clock.now() - Date.parse(line.value.confirmedAt ?? '')).toBeLessThanOrEqual(60_000)
    }
    expect(did.filter((one) => one === 'connect')).toHaveLength(1)
    expect(did.filter((one) => one === 'registered')).toHaveLength(1)
    expect(did.filter((one) => one === 'register').length).toBeGreaterThanOrEqual(3)
  })

  test('an exchange that never answers OPTIONS is asked by REGISTER', async () => {
    const { clock, did, keeper: line } = keeper({ probe: async () => false })
    line.start()
    await clock.pass(200_000)
    expect(line.value.state).toBe('registered')
    expect(did.some((one) => one.startsWith('abandon'))).toBe(false)
    expect(did.filter((one) => one === 'register').length).toBeGreaterThanOrEqual(4)
  })

  test('an exchange gone silent is given up and said so', async () => {
    const answers: RegisterOutcome[] = [granted, { kind: 'silent' }, granted]
    const {
      clock,
      did,
      events,
      keeper: line,
    } = keeper({ probe: async () => false, register: async () => answers.shift() ?? granted })
    line.start()
    await clock.pass(20_000)
    expect(states(events)).toEqual(['connecting', 'registered', 'waiting'])
    expect(line.value.problem?.messageKey).toBe('error.line.silent')
    expect(did).toContain('abandon no answer')
    await clock.pass(1_000)
    expect(states(events).slice(-2)).toEqual(['connecting', 'registered'])
  })

  test('after a sleep the old confirmation is not called the truth', async () => {
    const { clock, events, keeper: line } = keeper()
    line.start()
    await clock.pass(1000)
    clock.sleep(3_600_000)
    await clock.pass(0)
    expect(states(events)).toEqual(['connecting', 'registered', 'connecting', 'registered'])
  })
})

describe('trouble', () => {
  test('waits longer and longer, without end, without a busy loop', async () => {
    let tries = 0
    const { clock, events, keeper: line } = keeper({ connect: () => (tries++, Promise.reject(new Error('x'))) })
    line.start()
    await clock.pass(10_000)
    expect(tries).toBeGreaterThan(4)
    await clock.pass(3_600_000)
    expect(tries).toBeGreaterThan(200)
    expect(tries).toBeLessThan(260)
    expect(events.length).toBeLessThan(3 * tries)
    expect(line.value).toMatchObject({ state: 'waiting', problem: { messageKey: 'error.line.unreachable' } })
    expect(Date.parse(line.value.nextTryAt ?? '')).toBeGreaterThan(clock.now())
    expect(clock.pending()).toBe(1)
  })

  test('says since when, through all tries; solved, that begins anew', async () => {
    let up = false
    const { clock, keeper: line } = keeper({ connect: () => (up ? Promise.resolve() : Promise.reject(new Error('x'))) })
    line.start()
    await clock.pass(0)
    const began = line.value.since
    await clock.pass(3_600_000)
    expect(line.value).toMatchObject({ state: 'waiting', since: began })
    up = true
    await clock.pass(120_000)
    expect(line.value.state).toBe('registered')
    expect(Date.parse(line.value.since) - Date.parse(began)).toBeGreaterThan(3_500_000)
  })

  test('tries about once a second while a call waits for its signalling', async () => {
    let tries = 0
    const { clock, keeper: line } = keeper({ connect: () => (tries++, Promise.reject(new Error('x'))), callLostForMs: () => 1 })
    line.start()
    await clock.pass(30_000)
    expect(tries).toBeGreaterThan(25)
    expect(tries).toBeLessThan(45)
  })

  test.each([
    [401, 'error.line.wrongPassword'],
    [403, 'error.line.refused'],
    [404, 'error.line.unknownUser'],
  ])('%i after one fresh try is refused; then only slow tries', async (status, messageKey) => {
    const tries: boolean[] = []
    const { clock, keeper: line } = keeper({ register: async (fresh) => (tries.push(fresh), refused(status)) })
    line.start()
    await clock.pass(1_000)
    expect(line.value).toMatchObject({ state: 'refused', problem: { messageKey } })
    expect(tries).toEqual([true, true])
    await clock.pass(500_000)
    expect(tries).toHaveLength(2)
    line.tryNow()
    await clock.pass(1_000)
    expect(tries).toHaveLength(4)
  })

  test('Retry-After is honoured', async () => {
    const answers = [refused(503, 120_000)]
    const { clock, keeper: line } = keeper({ register: async () => answers.shift() ?? granted })
    line.start()
    await clock.pass(119_000)
    expect(line.value).toMatchObject({ state: 'waiting', problem: { messageKey: 'error.line.trouble', params: { status: 503 } } })
    await clock.pass(2_000)
    expect(line.value.state).toBe('registered')
  })

  test('a lost socket is won back and the calls are told; a line that flaps is tried ever more slowly', async () => {
    const { clock, did, keeper: line } = keeper()
    line.start()
    await clock.pass(60_000)
    line.dropped()
    expect(line.value).toMatchObject({ state: 'waiting', problem: { messageKey: 'error.line.lost' } })
    await clock.pass(300)
    expect(line.value.state).toBe('registered')
    expect(did.filter((one) => one === 'registered')).toHaveLength(2)
    const waits: number[] = []
    for (let turn = 0; turn < 8; turn++) {
      line.dropped()
      const wait = Date.parse(line.value.nextTryAt ?? '') - clock.now()
      waits.push(wait)
      await clock.pass(wait)
    }
    expect(waits.at(-1)).toBeGreaterThan(10_000)
  })

  test('a long outage is forgotten once the line is back: the next drop is tried at once', async () => {
    let down = true
    const { clock, keeper: line } = keeper({ connect: () => (down ? Promise.reject(new Error('x')) : Promise.resolve()) })
    line.start()
    await clock.pass(600_000)
    down = false
    await clock.pass(40_000)
    expect(line.value.state).toBe('registered')
    line.dropped()
    expect(Date.parse(line.value.nextTryAt ?? '') - clock.now()).toBeLessThan(600)
  })

  test.each([
    ['nobody is there', 'down', 2_500],
    ['somebody is there and has too much to do', 'busy', 30_000],
  ] as const)('a steady line that is lost, %s: how long the longest wait of two minutes is', async (_what, how, longest) => {
    let away = false
    const times: number[] = []
    const {
      clock,
      events,
      keeper: line,
    } = keeper({
      connect: () => (away && how === 'down' ? Promise.reject(new Error('x')) : Promise.resolve()),
      register: async () => (away ? refused(503) : granted),
      random: () => 0.999,
      changed: (value) => (events.push(value), times.push(clock.now())),
    })
    line.start()
    await clock.pass(60_000)
    away = true
    line.dropped()
    const waitsOf = async (ms: number): Promise<number[]> => {
      const before = events.length
      await clock.pass(ms)
      return events
        .slice(before)
        .flatMap(({ nextTryAt, state }, at) =>
          state === 'waiting' && nextTryAt !== null ? [Date.parse(nextTryAt) - times[before + at]!] : [],
        )
    }
    const soon = Math.max(...(await waitsOf(115_000)))
    expect(soon).toBeLessThanOrEqual(longest)
    expect(soon).toBeGreaterThan(longest * 0.9)
    expect(Math.max(...(await waitsOf(300_000))), 'no hurry any more').toBeGreaterThan(20_000)
  })

  test('stopping ends everything', async () => {
    const { clock, keeper: line } = keeper()
    line.start()
    await clock.pass(1000)
    line.stop()
    line.dropped()
    line.tryNow()
    await clock.pass(100_000)
    expect(line.value.state).toBe('off')
    expect(clock.pending()).toBe(0)
  })
})

describe('the network changed, or sound stopped', () => {
  /** Milliseconds after which the exchange answers each question of a line that was just suspected; null: never over this connection. */
  const suspected = async (options: number | null, register: number | null) => {
    const after = <T>(ms: number | null, value: T): Promise<T> =>
      new Promise((done) => void (ms !== null && made.clock.setTimeout(() => done(value), ms)))
    const made = keeper({
      // The port itself has a second of patience.
      probe: async (quick) => (expect(quick).toBe(true), after(Math.min(options ?? 1_000, 1_000), (options ?? 9_999) < 1_000)),
      register: async (fresh) => {
        made.did.push(fresh ? 'register fresh' : 'register')
        return fresh ? granted : after(register, granted)
      },
    })
    made.keeper.start()
    await made.clock.pass(5_000)
    made.did.length = 0
    made.keeper.suspect()
    return made
  }

  test.each([
    ['OPTIONS alone', 300, null, 300],
    ['REGISTER alone, as exchanges do that never answer OPTIONS', null, 200, 200],
    ['after a packet was lost twice', null, 1_400, 1_400],
  ])('an exchange that answers is kept: %s', async (_how, options, register, at) => {
    const { clock, did, keeper: line } = await suspected(options, register)
    const since = clock.now()
    await clock.pass(4_000)
    expect(did).toEqual(['register'])
    expect(line.value).toMatchObject({ state: 'registered', confirmedAt: new Date(since + at).toISOString() })
    // A break later on has nothing to do with it.
    line.dropped()
    await clock.pass(1_000)
    expect(did).toEqual(['register', 'connect', 'register fresh', 'registered'])
  })

  test.each([
    ['by itself', false],
    ['when the system says meanwhile that it is online', true],
  ])('one that does not is given up without blame and reached anew at once, and the calls know it: %s', async (_how, told) => {
    const { clock, did, keeper: line } = await suspected(null, null)
    if (told) line.tryNow()
    await clock.pass(1_499)
    expect(did.filter((one) => one !== 'register')).toEqual([])
    await clock.pass(1)
    expect(did.filter((one) => one !== 'register')).toEqual([
      'abandon network changed, nobody to blame',
      'connect',
      'register fresh',
      'registered elsewhere',
    ])
    expect(line.value.state).toBe('registered')
  })

  test('a connection being made over the old network is begun anew, however long the next wait would be', async () => {
    let give: (() => void) | null = null
    let tries = 0
    const { clock, keeper: line } = keeper({
      connect: () =>
        ++tries > 12 ? new Promise((_resolve, reject) => (give = () => reject(new Error('x')))) : Promise.reject(new Error('x')),
      abandon: () => give?.(),
    })
    line.start()
    while (give === null) await clock.pass(1_000)
    expect(line.value.state).toBe('connecting')
    line.suspect()
    await clock.pass(0)
    expect(tries).toBe(14)
  })

  test('while waiting it is tried at once', async () => {
    let down = true
    const { clock, did, keeper: line } = keeper({ connect: () => (down ? Promise.reject(new Error('x')) : Promise.resolve()) })
    line.start()
    await clock.pass(600_000)
    down = false
    line.suspect()
    await clock.pass(0)
    expect(line.value.state).toBe('registered')
    expect(did.at(-1)).toBe('registered elsewhere')
  })
})
