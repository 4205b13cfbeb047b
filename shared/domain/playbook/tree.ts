import { z } from 'zod'

/** Where a link may lead. Everything else (javascript:, data:, file:, relative) is refused. */
export const linkPattern = /^(?:https?:\/\/[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d\s().-]+)$/i

const text = z.object({ t: z.literal('text'), text: z.string() })
const lineBreak = z.object({ t: z.literal('break') })

/** Words in a line. There is no node for HTML or a picture, so that none can be shown whatever a file holds. */
export type Inline =
  | z.infer<typeof text>
  | z.infer<typeof lineBreak>
  | { t: 'strong' | 'em'; of: Inline[] }
  | { t: 'link'; href: string; of: Inline[] }

/** Parts below each other. `steps` holds the items that can be ticked, each with its number in the whole book, from 0. */
export type Block =
  | { t: 'p'; of: Inline[] }
  | { t: 'h'; of: Inline[] }
  | { t: 'quote'; of: Block[] }
  | { t: 'list'; ordered: boolean; items: Block[][] }
  | { t: 'steps'; items: { index: number; of: Block[] }[] }

export const inlineSchema: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('t', [
    text,
    lineBreak,
    z.object({ t: z.enum(['strong', 'em']), of: z.array(inlineSchema) }),
    z.object({ t: z.literal('link'), href: z.string().regex(linkPattern), of: z.array(inlineSchema) }),
  ]),
)

const inlines = z.array(inlineSchema)
export const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('t', [
    z.object({ t: z.enum(['p', 'h']), of: inlines }),
    z.object({ t: z.literal('quote'), of: z.array(blockSchema) }),
    z.object({ t: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(blockSchema)) }),
    z.object({ t: z.literal('steps'), items: z.array(z.object({ index: z.number().int(), of: z.array(blockSchema) })) }),
  ]),
) as z.ZodType<Block>

/** The words of a tree without its form. */
export function wordsOf(blocks: readonly Block[]): string {
  return blocks.map(wordsOfBlock).join('\n')
}

function wordsOfBlock(block: Block): string {
  switch (block.t) {
    case 'p':
    case 'h':
      return inlineWords(block.of)
    case 'quote':
      return wordsOf(block.of)
    case 'list':
      return block.items.map(wordsOf).join('\n')
    case 'steps':
      return block.items.map((item) => wordsOf(item.of)).join('\n')
  }
}

function inlineWords(inline: readonly Inline[]): string {
  return inline.map((one) => (one.t === 'text' ? one.text : one.t === 'break' ? ' ' : inlineWords(one.of))).join('')
}
