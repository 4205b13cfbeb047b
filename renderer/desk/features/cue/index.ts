export { CueSlot, DraftCue, LetterCue } from './cue-slot.tsx'
export { stageLabels, techniqueLabels } from './words.ts'
