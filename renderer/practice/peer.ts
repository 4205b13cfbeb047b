import type { Mouth } from './mouth.ts'

/** Host addresses are there within a few milliseconds; a machine with odd interfaces may need longer. Milliseconds. */
const gatheringTimeout = 1500

export interface Peer {
  /** The customer's offer with all its addresses. */
  offer(): Promise<string>
  /** The agent's answer to it. */
  answered(sdp: string): Promise<void>
  /** The answer to an offer of the agent, first or later. */
  answer(sdp: string): Promise<{ sdp: string; held: boolean }>
  close(): void
}

/** One call's peer connection. Opus alone: without telephone-event the phone sends its keys as SIP INFO, which a page can be told of. */
export function openPeer(mouth: Mouth, on: { stream: (stream: MediaStream) => void; path: (up: boolean) => void }): Peer {
  const connection = new RTCPeerConnection({ iceServers: [] })
  connection.addTrack(mouth.track, mouth.stream)
  connection.addEventListener('track', (event) => on.stream(event.streams[0] ?? new MediaStream([event.track])))
  connection.addEventListener('connectionstatechange', () => {
    if (connection.connectionState === 'connected') on.path(true)
    if (connection.connectionState === 'failed' || connection.connectionState === 'disconnected') on.path(false)
  })
  const opusOnly = (): void => {
    const codecs = (RTCRtpSender.getCapabilities('audio')?.codecs ?? []).filter((codec) => codec.mimeType === 'audio/opus')
    for (const transceiver of connection.getTransceivers()) transceiver.setCodecPreferences(codecs)
  }
  const local = async (make: () => Promise<RTCSessionDescriptionInit>): Promise<string> => {
    opusOnly()
    await connection.setLocalDescription(await make())
    await gathered(connection)
    return connection.localDescription?.sdp ?? ''
  }
  return {
    offer: () => local(() => connection.createOffer()),
    answered: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    async answer(sdp) {
      await connection.setRemoteDescription({ type: 'offer', sdp })
      return { sdp: await local(() => connection.createAnswer()), held: isHeld(sdp) }
    },
    close: () => connection.close(),
  }
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, gatheringTimeout)
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState !== 'complete') return
      clearTimeout(timer)
      resolve()
    })
  })
}

/** The offer of somebody who does not want to hear us (RFC 3264 §8.4). */
export const isHeld = (sdp: string): boolean => /^a=(sendonly|inactive)\s*$/m.test(sdp)
