import { create } from 'zustand'
import { go } from '../../ui/route.ts'

/** What is open in the place of all standards, and whether it is read or its overrules are; found again on coming back. */
export const useOpen = create<{ id: string | null; view: 'read' | 'overrules' }>()(() => ({ id: null, view: 'read' }))

/** Goes to the place of all standards and opens one there. */
export function openPlaybook(id: string): void {
  useOpen.setState({ id, view: 'read' })
  go('supervision', 'standards')
}
