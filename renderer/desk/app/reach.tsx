import type { ReactNode } from 'react'
import { ReachContext } from '../features/customer/index.ts'
import { useCompose } from '../features/mail/index.ts'
import { useDial } from '../features/phone/index.ts'

/** Lets the customer's numbers and addresses be rung and written to, wherever they are shown. */
export function ReachProvider({ children }: { children: ReactNode }): ReactNode {
  const dial = useDial()
  const compose = useCompose()
  return (
    <ReachContext
      value={(point, contactId, name) => {
        if (point.type === 'phone') void dial(point.normalized, contactId)
        else void compose({ to: [{ name, address: point.normalized }], contactId })
      }}
    >
      {children}
    </ReachContext>
  )
}
