import { useState, type ReactNode } from 'react'
import { useDesk, useSlice } from '../bridge/store.ts'
import { Blocked, NewPassphrase, Unlock } from '../features/access/index.ts'
import { FirstStart } from '../features/first-start/index.ts'
import { Desk } from './desk.tsx'
import { Splash } from './splash.tsx'

/** Decides what is shown: starting, the way to open the records, the first start, or the desk. */
export function Gate(): ReactNode {
  const snapshot = useDesk((state) => state.snapshot)
  const problem = useDesk((state) => state.problem)
  if (!snapshot) return <Splash problem={problem} />
  switch (snapshot.access.state) {
    case 'starting':
      return <Splash problem={null} />
    case 'new_passphrase':
      return <NewPassphrase />
    case 'needs_passphrase':
      return <Unlock problem={snapshot.access.problem} />
    case 'blocked':
      return <Blocked access={snapshot.access} />
    case 'open':
      return <Opened />
  }
}

/** The first start goes on until it is finished or skipped, even when its first step has set something up. */
function Opened(): ReactNode {
  const { config } = useSlice('line')
  const accounts = useSlice('accounts')
  const { done } = useSlice('settings').firstStart
  const [first] = useState(config === null && accounts.length === 0)
  return first && !done ? <FirstStart /> : <Desk />
}
