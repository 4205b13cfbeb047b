import { z } from 'zod'

/** One vendor's product; the serial number is nobody's business. */
export const headsetIdSchema = z.object({
  vendorId: z.number().int().min(0).max(0xffff),
  productId: z.number().int().min(0).max(0xffff),
})
export type HeadsetId = z.infer<typeof headsetIdSchema>

/** A headset the person chose: its buttons may be used, also after a restart. */
export const chosenHeadsetSchema = headsetIdSchema.extend({ name: z.string().max(120) })
export type ChosenHeadset = z.infer<typeof chosenHeadsetSchema>
export const mostHeadsets = 8

/** What the phone window knows of one that is plugged in: its buttons work, or another program holds it. */
export const headsetStateSchema = chosenHeadsetSchema.extend({ state: z.enum(['connected', 'busy']) })
export type HeadsetState = z.infer<typeof headsetStateSchema>

export const headsetsViewSchema = z.object({
  chosen: z.array(chosenHeadsetSchema.extend({ state: z.enum(['connected', 'busy', 'away']) })),
  /** Plugged in and to be chosen from, while the person is choosing; else null. */
  offers: z.array(z.object({ id: z.string().max(300), name: z.string().max(120) })).nullable(),
})
export type HeadsetsView = z.infer<typeof headsetsViewSchema>

export const sameHeadset = (a: HeadsetId, b: HeadsetId): boolean => a.vendorId === b.vendorId && a.productId === b.productId

/** A device's own name, fit to be shown and kept; its numbers when it has none. */
export function headsetName(name: unknown, { productId, vendorId }: HeadsetId): string {
  const clean = typeof name === 'string' ? name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim() : ''
  const hex = (value: number): string => value.toString(16).padStart(4, '0')
  return [...clean].slice(0, 60).join('') || `${hex(vendorId)}:${hex(productId)}`
}

/** How the desk sees the chosen ones. */
export function headsetsView(
  chosen: readonly ChosenHeadset[],
  there: readonly HeadsetState[],
  offers: HeadsetsView['offers'] = null,
): HeadsetsView {
  return {
    chosen: chosen.map((each) => {
      const found = there.filter((one) => sameHeadset(one, each))
      const state = found.some((one) => one.state === 'connected') ? 'connected' : found.length > 0 ? 'busy' : 'away'
      return { ...each, state }
    }),
    offers,
  }
}
