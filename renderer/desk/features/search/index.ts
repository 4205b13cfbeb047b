export type { Row } from './command-options.tsx'
export { SearchBox } from './search-box.tsx'
