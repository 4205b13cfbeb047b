export const MailPlace = (): null => null
