// Apart from index.ts, so that the place is not fetched with the form that calls use.
export { CasesPlace } from './cases-place.tsx'
