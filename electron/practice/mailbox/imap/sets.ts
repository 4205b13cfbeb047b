/**
 * A sequence set (RFC 3501 §9): `1:3,7,*`. Answers whether a number is in it; null when it is none.
 * @param last what `*` means
 */
export function readSet(text: string, last: number): ((value: number) => boolean) | null {
  if (!/^(\d{1,10}|\*)(:(\d{1,10}|\*))?(,(\d{1,10}|\*)(:(\d{1,10}|\*))?)*$/.test(text)) return null
  const value = (part: string): number => (part === '*' ? last : Number(part))
  const ranges = text.split(',').map((part) => {
    const [from = '', to = from] = part.split(':')
    return [Math.min(value(from), value(to)), Math.max(value(from), value(to))] as const
  })
  return (wanted) => ranges.some(([from, to]) => wanted >= from && wanted <= to)
}
