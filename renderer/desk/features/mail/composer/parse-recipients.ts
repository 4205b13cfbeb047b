import { isAddress } from '#shared/domain/mail/recipients.ts'
import type { Address } from '#shared/domain/mail.ts'

/**
 * Reads what was typed or pasted into a recipient box: addresses with or without a name, separated by commas, semicolons or lines
 * (a comma inside quotes belongs to the name). What is no address comes back as `rest`.
 */
export function parseRecipients(text: string): { addresses: Address[]; rest: string } {
  const addresses: Address[] = []
  const rest: string[] = []
  for (const piece of text.match(/(?:"[^"]*"|<[^>]*>|[^,;\n])+/g) ?? []) {
    const trimmed = piece.trim()
    const named = /^(.*?)\s*<([^<>]*)>$/.exec(trimmed)
    const address = (named?.[2] ?? trimmed).trim()
    const name = (named?.[1] ?? '').replace(/^"|"$/g, '').trim()
    if (isAddress(address)) addresses.push({ name, address })
    else if (trimmed !== '') rest.push(trimmed)
  }
  return { addresses, rest: rest.join(', ') }
}

/** Addresses without those that stand there already (capitals do not matter). */
export function addRecipients(present: readonly Address[], more: readonly Address[]): Address[] {
  const all = [...present]
  for (const each of more) if (!all.some((known) => known.address.toLowerCase() === each.address.toLowerCase())) all.push(each)
  return all
}
