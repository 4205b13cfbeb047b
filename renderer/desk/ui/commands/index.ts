export { canTake, commandFor, keysOf, spell } from './keys.ts'
export { listenToKeys, runCommand, setChosenKeys, shownKeys, useCan, useCommand, withKeys } from './registry.ts'
export { commandTable, type Command, type CommandId } from './table.ts'
