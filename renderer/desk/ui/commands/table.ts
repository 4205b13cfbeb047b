import type { MessageKey } from '#shared/i18n/translator.ts'

/**
 * Every command with its keys, once: listened to, shown in tips, in the palette and in the overview, changed in the settings.
 * `typing`: works while the person types in a box too (keys that write nothing).
 */
export const commandTable = [
  { id: 'call.answer', keys: 'F2', label: 'command.callAnswer', group: 'command.group.call', typing: true },
  { id: 'call.decline', keys: 'F3', label: 'command.callDecline', group: 'command.group.call', typing: true },
  { id: 'call.hangUp', keys: 'F4', label: 'command.callHangUp', group: 'command.group.call', typing: true },
  { id: 'call.hold', keys: 'F6', label: 'command.callHold', group: 'command.group.call', typing: true },
  { id: 'call.mute', keys: 'F7', label: 'command.callMute', group: 'command.group.call', typing: true },
  { id: 'call.keypad', keys: '', label: 'call.keypad', group: 'command.group.call', typing: true },
  { id: 'call.transfer', keys: 'F9', label: 'command.callTransfer', group: 'command.group.call', typing: true },
  { id: 'call.conference', keys: 'Shift+F9', label: 'command.callConference', group: 'command.group.call', typing: true },
  { id: 'recording.pause', keys: 'F10', label: 'command.recordingPause', group: 'command.group.call', typing: true },
  { id: 'call.silence', keys: 'Shift+F2', label: 'command.callSilence', group: 'command.group.call', typing: true },
  { id: 'call.finish', keys: 'Ctrl+Shift+Enter', label: 'command.callFinish', group: 'command.group.call', typing: true },
  { id: 'cue.done', keys: 'F8', label: 'command.cueDone', group: 'command.group.call', typing: true },
  { id: 'cue.notNow', keys: 'Shift+F8', label: 'command.cueNotNow', group: 'command.group.call', typing: true },
  { id: 'cue.overrule', keys: '', label: 'cue.overrule', group: 'command.group.call', typing: true },
  { id: 'line.toggle', keys: 'Ctrl+Shift+L', label: 'command.lineToggle', group: 'command.group.call', typing: true },
  { id: 'search', keys: 'Ctrl+K', label: 'command.search', group: 'command.group.go', typing: true },
  { id: 'place.phone', keys: 'Ctrl+1', label: 'command.placePhone', group: 'command.group.go', typing: true },
  { id: 'place.mail', keys: 'Ctrl+2', label: 'command.placeMail', group: 'command.group.go', typing: true },
  { id: 'place.customers', keys: 'Ctrl+3', label: 'command.placeCustomers', group: 'command.group.go', typing: true },
  { id: 'place.cases', keys: 'Ctrl+4', label: 'command.placeCases', group: 'command.group.go', typing: true },
  { id: 'place.tasks', keys: 'Ctrl+5', label: 'command.placeTasks', group: 'command.group.go', typing: true },
  { id: 'place.supervision', keys: 'Ctrl+6', label: 'command.placeSupervision', group: 'command.group.go', typing: true },
  { id: 'place.settings', keys: 'Ctrl+7', label: 'command.placeSettings', group: 'command.group.go', typing: true },
  { id: 'list.next', keys: 'J', label: 'command.listNext', group: 'command.group.go', typing: false },
  { id: 'list.previous', keys: 'K', label: 'command.listPrevious', group: 'command.group.go', typing: false },
  { id: 'pane.customer', keys: 'Ctrl+I', label: 'command.paneCustomer', group: 'command.group.go', typing: false },
  { id: 'mail.new', keys: 'Ctrl+N', label: 'command.mailNew', group: 'command.group.mail', typing: true },
  { id: 'mail.reply', keys: 'R', label: 'command.mailReply', group: 'command.group.mail', typing: false },
  { id: 'mail.replyAll', keys: '', label: 'mail.replyAll', group: 'command.group.mail', typing: true },
  { id: 'mail.forward', keys: '', label: 'mail.forward', group: 'command.group.mail', typing: true },
  { id: 'mail.send', keys: 'Ctrl+Enter', label: 'command.mailSend', group: 'command.group.mail', typing: true },
  { id: 'case.new', keys: '', label: 'command.caseNew', group: 'command.group.records', typing: true },
  { id: 'contact.new', keys: 'Ctrl+Shift+N', label: 'command.contactNew', group: 'command.group.records', typing: true },
  { id: 'contact.import', keys: '', label: 'command.contactImport', group: 'command.group.records', typing: true },
  { id: 'contact.merge', keys: '', label: 'command.contactMerge', group: 'command.group.records', typing: true },
  { id: 'size.bigger', keys: 'Ctrl++', label: 'command.sizeBigger', group: 'command.group.desk', typing: true },
  { id: 'size.smaller', keys: 'Ctrl+-', label: 'command.sizeSmaller', group: 'command.group.desk', typing: true },
  { id: 'size.usual', keys: 'Ctrl+0', label: 'command.sizeUsual', group: 'command.group.desk', typing: true },
  { id: 'theme.toggle', keys: '', label: 'command.themeToggle', group: 'command.group.desk', typing: true },
  { id: 'practice.begin', keys: '', label: 'practice.home', group: 'command.group.desk', typing: true },
  { id: 'practice.leave', keys: '', label: 'practice.leave', group: 'command.group.desk', typing: true },
  { id: 'help.keys', keys: '?', label: 'command.helpKeys', group: 'command.group.desk', typing: false },
] as const satisfies readonly { id: string; keys: string; label: MessageKey; group: MessageKey; typing: boolean }[]

export type Command = (typeof commandTable)[number]
export type CommandId = Command['id']
