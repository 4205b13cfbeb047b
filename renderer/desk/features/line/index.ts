export { LineProblem } from './line-problem.tsx'
export { Voicemail } from './voicemail.tsx'
export { lineLooks, reasonLabels } from './line-words.ts'
export { LineStatus } from './line-status.tsx'
