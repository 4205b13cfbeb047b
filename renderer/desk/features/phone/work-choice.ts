import { create } from 'zustand'

/** Which of several active calls the person looks at; null leaves it to the rule. */
export const useWorkChoice = create<{ chosen: string | null }>()(() => ({ chosen: null }))
