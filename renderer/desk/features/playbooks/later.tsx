import { lazy, Suspense, type ReactNode } from 'react'
import type { FittingProps } from './fitting-playbooks.tsx'

const Fitting = lazy(() => import('./fitting-playbooks.tsx').then((part) => ({ default: part.FittingPlaybooks })))

/** The standards that fit an interaction, quietly; nothing until they are there. */
export const FittingPlaybooks = (props: FittingProps): ReactNode => (
  <Suspense fallback={null}>
    <Fitting {...props} />
  </Suspense>
)
