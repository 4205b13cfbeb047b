export { LineForm } from './line-form.tsx'
export { MailboxForm } from './mailbox-form.tsx'
export { SettingsPlace } from './settings-place.tsx'
export { SoundPage } from './sound-page.tsx'
