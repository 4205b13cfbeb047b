export { useCompose } from './compose-to.ts'
export { LinkAsker } from './link-asker.tsx'
export { Outbox } from './outbox.tsx'
