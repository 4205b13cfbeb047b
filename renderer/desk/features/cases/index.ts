export { CasesPlace } from './cases-place.tsx'
export { InteractionCase } from './interaction-case.tsx'
