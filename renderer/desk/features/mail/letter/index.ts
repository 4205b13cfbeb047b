export { LetterFrame } from './letter-frame.tsx'
