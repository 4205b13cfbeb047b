export { useSayNumber } from './use-say-number.ts'
