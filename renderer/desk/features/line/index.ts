export { LineProblem } from './line-problem.tsx'
export { Voicemail } from './voicemail.tsx'
export { LineStatus } from './line-status.tsx'
