import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useDesk, useSlice } from '../bridge/store.ts'
import { Desk } from './desk.tsx'
import { Splash } from './splash.tsx'

const access = () => import('../features/access/index.ts')
const Blocked = lazy(() => access().then((part) => ({ default: part.Blocked })))
const NewPassphrase = lazy(() => access().then((part) => ({ default: part.NewPassphrase })))
const Unlock = lazy(() => access().then((part) => ({ default: part.Unlock })))
const FirstStart = lazy(() => import('../features/first-start/index.ts').then((part) => ({ default: part.FirstStart })))

/** Decides what is shown: starting, the way to open the records, the first start, or the desk. */
export function Gate(): ReactNode {
  const known = useDesk((state) => state.snapshot !== null)
  const problem = useDesk((state) => state.problem)
  return known ? (
    <Suspense fallback={<Splash problem={null} />}>
      <Known />
    </Suspense>
  ) : (
    <Splash problem={problem} />
  )
}

function Known(): ReactNode {
  const state = useSlice('access')
  switch (state.state) {
    case 'new_passphrase':
      return <NewPassphrase />
    case 'needs_passphrase':
      return <Unlock problem={state.problem} />
    case 'blocked':
      return <Blocked access={state} />
    case 'starting':
    case 'open':
      return <Opened starting={state.state === 'starting'} />
  }
}

/**
 * The desk stands there while the records are still being opened: a number can be typed already. The first start goes on until it is
 * finished or skipped, even when its first step has set something up.
 */
function Opened({ starting }: { starting: boolean }): ReactNode {
  const { config, word } = useSlice('line')
  const accounts = useSlice('accounts')
  const { done } = useSlice('settings').firstStart
  const [first, setFirst] = useState<boolean | null>(null)
  const bare = config === null && word === 'unconfigured' && accounts.length === 0
  if (first === null && !starting) setFirst(bare)
  if (starting && bare && !done) return <Splash problem={null} />
  return first && !done ? <FirstStart /> : <Desk />
}
