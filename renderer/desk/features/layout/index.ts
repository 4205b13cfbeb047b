export { SideOverride, useDrawer, Work } from './work.tsx'
