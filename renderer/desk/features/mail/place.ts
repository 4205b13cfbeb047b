// Apart from index.ts, so that the editor and the sanitiser are fetched with the place and not with the shell.
export { MailPlace } from './mail-place.tsx'
