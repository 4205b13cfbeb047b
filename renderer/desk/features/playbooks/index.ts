import { lazy } from 'react'

export { FittingPlaybooks } from './later.tsx'
export { openPlaybook } from './open.ts'

/** All standards, searched and read; why some were overruled; the crisis switch. */
export const PlaybooksPlace = lazy(() => import('./playbooks-place.tsx').then((part) => ({ default: part.PlaybooksPlace })))
