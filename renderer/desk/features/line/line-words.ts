import type { LineWord } from '#shared/domain/line.ts'
import type { NotReadyReason } from '#shared/domain/not-ready.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'

/** What the status says, and the look of its dot. */
export const lineLooks: Readonly<Record<LineWord, { label: MessageKey; dot: 'ok' | 'call' | 'ring' | 'off' | 'wait' }>> = {
  connecting: { label: 'line.connecting', dot: 'wait' },
  ready: { label: 'line.ready', dot: 'ok' },
  not_ready: { label: 'line.notReady', dot: 'wait' },
  ringing: { label: 'line.ringing', dot: 'ring' },
  in_call: { label: 'line.inCall', dot: 'call' },
  wrap_up: { label: 'line.wrapUp', dot: 'wait' },
  offline: { label: 'line.offline', dot: 'off' },
  unconfigured: { label: 'line.offline', dot: 'off' },
}

export const reasonLabels: Readonly<Record<NotReadyReason, MessageKey>> = {
  break: 'line.reason.break',
  lunch: 'line.reason.lunch',
  training: 'line.reason.training',
  backOffice: 'line.reason.backOffice',
  meeting: 'line.reason.meeting',
  rungOut: 'line.reason.rungOut',
}
