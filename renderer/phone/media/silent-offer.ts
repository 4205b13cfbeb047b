import type { SilentOffer } from '../signalling/silent-call.ts'

/** How long addresses are collected; milliseconds. */
const gatherFor = 500

/** An offer of sound in which none is sent and none is heard: what a call for a code needs to be taken for a call. */
export async function silentOffer(iceServers: RTCIceServer[]): Promise<SilentOffer> {
  const connection = new RTCPeerConnection({ iceServers })
  connection.addTransceiver('audio', { direction: 'sendrecv' })
  try {
    await connection.setLocalDescription()
    await new Promise<void>((done) => {
      if (connection.iceGatheringState === 'complete') done()
      connection.addEventListener('icegatheringstatechange', () => connection.iceGatheringState === 'complete' && done())
      setTimeout(done, gatherFor)
    })
    return {
      sdp: connection.localDescription?.sdp ?? '',
      answered: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
      close: () => connection.close(),
    }
  } catch (error) {
    connection.close()
    throw error
  }
}
