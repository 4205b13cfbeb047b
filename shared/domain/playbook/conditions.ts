import { z } from 'zod'
import { caseReasons, caseTypes } from '../case-choices.ts'
import { directions } from '../interaction.ts'

/** Most words in one list, groups in one `when`, and words in all of it: a standard that needs more is two standards. */
export const limits = { list: 24, groups: 8, words: 60 } as const

const words = z.array(z.string().trim().min(2).max(60)).min(1).max(limits.list)
const some = <T extends readonly [string, ...string[]]>(values: T) => z.array(z.enum(values)).min(1).max(limits.list)

/** All given keys must hold; of a list one is enough. Words are compared without case and diacritics, as beginnings of words. */
export const conditionsSchema = z
  .strictObject({
    caseType: some(caseTypes).optional(),
    /** Cause of dissatisfaction. */
    reason: some(caseReasons).optional(),
    queue: words.optional(),
    /** Words of the option the caller chose in the menu of the line. */
    ivr: words.optional(),
    direction: some(directions).optional(),
    internal: z.boolean().optional(),
    withheld: z.boolean().optional(),
    /** The number or address belongs to several people. */
    sharedNumber: z.boolean().optional(),
    /** Tags of the customer. */
    segment: words.optional(),
    /** At least so many contacts within seven days, this one included. */
    repeatContact: z.number().int().min(2).max(20).optional(),
    openComplaint: z.boolean().optional(),
    renewalDue: z.boolean().optional(),
    /** The last score the customer gave was under this. */
    scoreUnder: z.number().int().min(1).max(10).optional(),
    /** The crisis switch of the team. */
    crisis: z.boolean().optional(),
  })
  .refine((one) => Object.keys(one).length > 0, 'needs at least one condition')
export type Conditions = z.infer<typeof conditionsSchema>
export type FactName = keyof Conditions

/** `always` on its channels, one group, or several groups of which one is enough. */
export const whenSchema = z.union(
  [
    z.literal('always'),
    conditionsSchema,
    z.array(conditionsSchema).min(1).max(limits.groups).refine(fewWords, 'has too many words'),
  ],
  { error: 'must be "always", conditions, or a short list of them' },
)
export type When = z.infer<typeof whenSchema>

/** The groups of a `when`; none for `always`. */
export const groupsOf = (when: When): readonly Conditions[] => (when === 'always' ? [] : Array.isArray(when) ? when : [when])

function fewWords(groups: readonly Conditions[]): boolean {
  const count = groups.reduce((sum, group) => sum + Object.values(group).flat().length, 0)
  return count <= limits.words
}
