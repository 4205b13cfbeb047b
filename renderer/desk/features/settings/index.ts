export const SettingsPlace = (): null => null
