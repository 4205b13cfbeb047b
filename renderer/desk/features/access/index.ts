export { Blocked } from './blocked.tsx'
export { NewPassphrase } from './new-passphrase.tsx'
export { Unlock } from './unlock.tsx'
