import type { CueLanguage } from '../deck/names.ts'
import type { EvidenceWords } from './evidence-words.ts'
import { cs } from './cs.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { hu } from './hu.ts'
import { mn } from './mn.ts'

/** Words of the facts that are choices, for the evidence line. */
export const evidenceWords: Readonly<Record<CueLanguage, EvidenceWords>> = { en, de, hu, cs, mn }
