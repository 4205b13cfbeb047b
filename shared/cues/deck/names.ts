// Apart from the schema, so that whoever needs the words alone does not build it.
export const techniques = ['empathy', 'explanation', 'questioning', 'listening', 'positive_language', 'closing'] as const
export const cueChannels = ['voice', 'email', 'in_person'] as const
/** Every card speaks all five. */
export const cueLanguages = ['en', 'de', 'hu', 'cs', 'mn'] as const
export type CueLanguage = (typeof cueLanguages)[number]
/** Fields of the case a questionnaire can fill. */
export const questionFields = ['subject', 'note', 'reason', 'solution', 'nextStep'] as const
