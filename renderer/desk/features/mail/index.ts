export { composeTo } from './compose-to.ts'
export { MailPlace } from './mail-place.tsx'
export { Outbox } from './outbox.tsx'
