import { createContext, useContext } from 'react'
import type { ContactPoint } from '#shared/domain/contact.ts'

/** Calls or writes to a contact point. Given from above, because phone and mail know customers and not the other way round. */
export type Reach = (point: Pick<ContactPoint, 'type' | 'normalized' | 'raw'>, contactId: string, name: string) => void

export const ReachContext = createContext<Reach>(() => undefined)
export const useReach = (): Reach => useContext(ReachContext)
