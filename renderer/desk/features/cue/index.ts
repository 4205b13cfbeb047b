export { CueSlot, LetterCue } from './cue-slot.tsx'
