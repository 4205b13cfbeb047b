import type { Call, InviteFacts } from '#shared/domain/call.ts'

/** A call as it begins. @param startedAt ISO instant */
export const firstView = (callId: string, outbound: boolean, facts: InviteFacts, startedAt: string): Call => ({
  callId,
  direction: outbound ? 'outbound' : 'inbound',
  phase: outbound ? 'dialling' : 'ringing',
  facts,
  startedAt,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sipStatus: null,
  automatic: false,
  held: false,
  holdPending: false,
  holdProblem: null,
  heldByThem: false,
  muted: false,
  together: false,
  signallingLost: false,
  canSendTones: false,
  transfer: null,
  parkedAt: null,
  asked: null,
  connectedTo: null,
  quality: null,
  figures: null,
})
