import { create } from 'zustand'
import { uuidv7 } from 'uuidv7'
import { useAct } from '../../bridge/use-act.ts'
import { go } from '../../ui/route.ts'

/** What stands in *Number or name*, whose number it is if it was picked from the list, and whether the focus is in the pad. */
export const useDialText = create<{ text: string; contactId: string | null; focused: boolean }>()(() => ({
  text: '',
  contactId: null,
  focused: false,
}))

/** Somebody types a number: a ring must not take the box away from under their hands. */
export const useDialling = (): boolean => useDialText((state) => state.focused && state.text !== '')

/** Puts a number into the dial pad without dialling it (a `tel:` link). */
export function prefillDial(target: string): void {
  useDialText.setState({ text: target, contactId: null })
  go('phone', null)
}

/** Dials; the desk goes to the phone. Nothing is dialled for an empty target. */
export function useDial(): (target: string, contactId?: string | null) => Promise<void> {
  const act = useAct()
  return async (target, contactId = null) => {
    if (target.trim() === '') return
    const result = await act('call.dial', { id: uuidv7(), target, contactId })
    if (!result.ok) return
    useDialText.setState({ text: '', contactId: null })
    go('phone', null)
  }
}
