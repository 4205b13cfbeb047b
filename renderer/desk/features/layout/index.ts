export { SideOverride, Work } from './work.tsx'
