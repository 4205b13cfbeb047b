const titles = /^(mr|mrs|ms|dr|prof|ing|herr|frau|pan|paní|ifj|özv|id)\.?$/iu

/** First letters of the first and the last word of a name, without titles; '?' when there is no letter. */
export function initials(name: string): string {
  const words = name.split(/[\s,]+/u).filter((word) => word !== '' && !titles.test(word) && /^\p{L}/u.test(word))
  const first = words[0]
  const last = words.length > 1 ? words[words.length - 1] : undefined
  const letters = `${first ? [...first][0] : ''}${last ? [...last][0] : ''}`
  return letters === '' ? '?' : letters.toLocaleUpperCase()
}
