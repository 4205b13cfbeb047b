export { InteractionCase } from './interaction-case.tsx'
