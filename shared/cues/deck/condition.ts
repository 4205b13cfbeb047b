import { z } from 'zod'
import { askedNames } from '../facts.ts'

export const maxDepth = 6
export const maxNodes = 60

/** What a fact is compared with. Which of them a fact takes is in `operators`. */
const scalar = z.union([z.string().max(200), z.number(), z.boolean()])
export const comparisonSchema = z.strictObject({
  fact: z.enum(askedNames),
  is: scalar.optional(),
  isNot: scalar.optional(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
  oneOf: z
    .array(z.union([z.string().max(200), z.number()]))
    .min(1)
    .max(50)
    .optional(),
  contains: z.string().min(1).max(200).optional(),
})
/** One comparison: a fact and exactly one operator. */
export type Comparison = z.infer<typeof comparisonSchema>

export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** A tree of comparisons, at most six deep with sixty nodes. An empty `all` is true, an empty `any` would be false and is refused. */
export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(conditionSchema).max(maxNodes) }),
      z.strictObject({ any: z.array(conditionSchema).min(1).max(maxNodes) }),
      z.strictObject({ not: conditionSchema }),
      comparisonSchema,
    ]),
  )
  .meta({ id: 'Condition' })

export const operators = ['is', 'isNot', 'atLeast', 'atMost', 'oneOf', 'contains'] as const
export type Operator = (typeof operators)[number]
