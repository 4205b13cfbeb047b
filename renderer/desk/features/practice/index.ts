export { PracticeHome } from './practice-home.tsx'
export { PracticeStrip } from './practice-strip.tsx'
