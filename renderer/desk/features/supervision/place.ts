// Fetched when it is first opened.
export { SupervisionPlace } from './supervision-place.tsx'
export { pages as supervisionPages } from './pages.ts'
