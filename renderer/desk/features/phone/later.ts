import { lazy } from 'react'

// The forms of a call are no part of the first paint; they are fetched when there is nothing else to do, long before a call.
const work = () => import('./active-work.tsx')
const past = () => import('./past-call.tsx')
const transfer = () => import('./transfer-form.tsx')
const conference = () => import('./conference.tsx')
const asked = () => import('./asked.tsx')
const recording = () => import('../recording/index.ts')

export const ActiveWork = lazy(() => work().then((part) => ({ default: part.ActiveWork })))
export const PastCall = lazy(() => past().then((part) => ({ default: part.PastCall })))

export const TransferForm = lazy(() => transfer().then((part) => ({ default: part.TransferForm })))

export const Conference = lazy(() => conference().then((part) => ({ default: part.Conference })))
export const ConferenceButton = lazy(() => conference().then((part) => ({ default: part.ConferenceButton })))

export const Asked = lazy(() => asked().then((part) => ({ default: part.Asked })))
export const RecordingRow = lazy(() => recording().then((part) => ({ default: part.RecordingRow })))

/** Fetches what calls need. */
export const fetchCallForms = (): Promise<unknown> =>
  Promise.allSettled([work(), past(), transfer(), conference(), asked(), recording()])

/** Only while practising. */
export const PracticeHome = lazy(() => import('../practice/index.ts').then((part) => ({ default: part.PracticeHome })))
