export { LineProblem } from './line-problem.tsx'
export { LineStatus } from './line-status.tsx'
