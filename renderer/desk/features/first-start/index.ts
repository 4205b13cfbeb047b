export const FirstStart = (): null => null
