/** A name in the form names are ordered and compared by: without diacritics and apostrophes, lower case, single spaces. */
export function sortKey(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʼ`]/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
}
