export const Outbox = (): null => null
