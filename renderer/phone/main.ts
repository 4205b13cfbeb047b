import { phoneCalls, phoneEvents, type LineConfig } from '#shared/contract/phone.ts'
import { rpcServer, type RpcServer } from '#shared/contract/rpc.ts'
import { Inviter, type Session, type SessionDescriptionHandler } from 'sip.js'
import { z } from 'zod'
import { Calls } from './calls/calls.ts'
import { phoneHandlers } from './handlers.ts'
import { alerts } from './media/alerts.ts'
import { CallAudio } from './media/call-audio.ts'
import { capture } from './media/capture.ts'
import { ConferenceMix } from './media/conference-mix.ts'
import { DeviceKeeper } from './media/devices.ts'
import { Headsets } from './media/headsets.ts'
import { systemHid } from './media/hid.ts'
import { Meter } from './media/meter.ts'
import { Microphone, openDevice } from './media/microphone.ts'
import { PhoneSdh } from './media/phone-sdh.ts'
import { silentOffer } from './media/silent-offer.ts'
import { tonePlayer } from './media/tone-player.ts'
import { Trial } from './media/trial.ts'
import { VoiceWatch } from './media/voice-watch.ts'
import { Recorders } from './recorder/recorders.ts'
import { mainPipe } from './pipe.ts'
import { realClock } from './signalling/clock.ts'
import { makeLine, type Line, type LineEvents, type LineParts } from './signalling/line.ts'
import type { Log } from './signalling/log.ts'
import { netErrors } from './signalling/net-errors.ts'
import type { Socket } from './signalling/open-socket.ts'

// Composition of the phone window: the one place that names concrete things. zod must not try to compile code: the page forbids it.
z.config({ jitless: true })

let server: RpcServer<typeof phoneEvents> | null = null
const log: Log = (level, what, context = {}) => server?.emit('log', { level, what, context })
const clock = realClock
const random = Math.random
const microphone = new Microphone(openDevice)
const audio = new CallAudio()
const sounds = alerts()
const trialPlayer = tonePlayer()
const told = (level: number): void => server?.emit('level', { microphone: level })
const heard = netErrors(clock)
let line: Line | null = null
let config: LineConfig | null = null
/** Counts connections, so that an answer can be told to belong to an older one. */
let connection = 0

const devices = new DeviceKeeper({
  list: () => navigator.mediaDevices.enumerateDevices(),
  watch: (changed) => navigator.mediaDevices.addEventListener('devicechange', changed),
  speakerBack: () => audio.revive(),
  inCall: () => busy(),
  use: (role, deviceId) => {
    if (role === 'microphone') void microphone.select(deviceId).catch(() => log('warn', 'devices.microphone.failed'))
    if (role === 'speaker') {
      void audio.select(deviceId)
      sounds.selectSpeaker(deviceId)
      trialPlayer.select(deviceId)
    }
  },
  ring: (deviceIds) => sounds.selectRingers(deviceIds),
  changed(value) {
    server?.emit('devices', value)
    void microphone.revive().catch(() => {})
  },
})
microphone.onProblem = (problem) => devices.setProblem(problem)

const busy = (): boolean => calls.views().some((each) => each.phase !== 'ended')
const trial = new Trial({ microphone, meter: new Meter(microphone, told), player: trialPlayer, capture, busy })

const voice = new VoiceWatch((heardNow) => devices.setVoice(heardNow))
const voiceMeter = new Meter(microphone, (level) => voice.hear(level))
/** The microphone is listened to while somebody can be talked to; a call on hold is silent anyway, in a pause of recording nothing listens. */
function watchVoice(): void {
  const talked = calls.views().filter((each) => each.phase === 'connected' && !each.held && !recorders.paused(each.callId))
  if (talked.length > 0) voice.begin(talked.some((each) => each.muted))
  else voice.end()
  void voiceMeter.set(talked.length > 0).catch(() => log('warn', 'voice.watch.failed'))
}

const calls = new Calls({
  agent: () => line?.agent ?? null,
  reachable: () => line?.registration().state === 'registered',
  connected: () => line?.connected() ?? false,
  connection: () => connection,
  suspect: () => line?.suspect(),
  headers: () => config?.headers ?? { queue: 'X-Queue', ivrOption: 'X-IVR-Option' },
  async openMicrophone() {
    const track = await microphone.open(() => {})
    return () => microphone.release(track)
  },
  alerts: sounds,
  mix: (medias) => new ConferenceMix(medias, () => log('warn', 'conference.mix.failed')),
  clock,
  random,
  log,
  newId: () => crypto.randomUUID(),
  message: (message) => server?.emit('message', message),
  changed(call) {
    server?.emit('call', call)
    recorders.follow(call)
    if (busy()) trial.stop()
    devices.attend()
    watchVoice()
    headsets.follow()
  },
})

const recorders: Recorders = new Recorders({
  media: (callId) => calls.media(callId),
  tell: (piece) => server?.emit('recorded', piece),
})

const headsets = new Headsets({
  hid: systemHid(),
  calls: () => calls.views(),
  act: (act) => server?.emit('headsetAct', act),
  changed: (value) => server?.emit('headsets', [...value]),
  now: () => performance.now(),
  log,
})

const media = (session: Session): SessionDescriptionHandler =>
  new PhoneSdh(session.userAgent.getLogger('media'), {
    microphone,
    loudspeaker: audio.speaker(),
    iceServers: (config?.iceServers ?? []) as RTCIceServer[],
    codecs: config?.codecs ?? [],
    offering: session instanceof Inviter,
    microphoneFailed: () => calls.microphoneFailed(session),
  })

const lineParts: LineParts = {
  make: (url) => new WebSocket(url, 'sip') as Socket,
  media,
  silentOffer: () => silentOffer((config?.iceServers ?? []) as RTCIceServer[]),
  clock,
  log,
  netErrors: heard,
  callLostForMs: () => calls.lostForMs(),
  online: () => navigator.onLine,
  random,
}
const lineEvents = {
  registration: (value: ReturnType<Line['registration']>) => server?.emit('registration', value),
  invited: (invitation: Parameters<Calls['invited']>[0]) => calls.invited(invitation),
  exchange: (value: Parameters<LineEvents['exchange']>[0]) => server?.emit('exchange', value),
  message: (message: Parameters<LineEvents['message']>[0]) => server?.emit('message', message),
  updated: (update: Parameters<Calls['updated']>[0]) => calls.updated(update),
  lost: () => (connection++, calls.lost()),
  restored: (moved: boolean) => calls.restored(moved),
}

const handlers = phoneHandlers({
  calls,
  devices,
  headsets,
  meter: new Meter(microphone, told),
  netErrors: heard,
  build: (next) => ((config = next), makeLine(next, lineEvents, lineParts)),
  setLine: (next) => (line = next),
  registration: (value) => server?.emit('registration', value),
  record: async (...asked) => {
    await recorders.record(...asked)
    watchVoice()
  },
  testRinger: () => sounds.test(),
  setVoice: (next) => void microphone.setVoice(next).catch(() => log('warn', 'devices.microphone.failed')),
  trial,
  now: () => clock.now(),
})
server = rpcServer(mainPipe(), phoneCalls, phoneEvents, handlers, log)
addEventListener('online', () => line?.tryNow())
addEventListener('unhandledrejection', (event) =>
  log('error', 'phone.rejected', { name: event.reason instanceof Error ? event.reason.name : 'unknown' }),
)
addEventListener('error', (event) =>
  log('error', 'phone.threw', { name: event.error instanceof Error ? event.error.name : 'unknown', line: event.lineno }),
)
void devices.refresh()
void headsets.look()
addEventListener('pagehide', () => headsets.closeAll())
log('info', 'phone.started')
