export { composeTo, useCompose } from './compose-to.ts'
export { LinkAsker } from './link-asker.tsx'
export { MailPlace } from './mail-place.tsx'
export { Outbox } from './outbox.tsx'
