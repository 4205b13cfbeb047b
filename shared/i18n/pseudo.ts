import type { Catalogue } from './languages.ts'

const accented: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aáeéiíoóuúyýcčnňsšzžAÁEÉIÍOÓUÚYÝCČNŇSŠZŽ'].reduce<[string, string][]>(
    (pairs, letter, index, all) => (index % 2 === 0 ? [...pairs, [letter, all[index + 1] ?? letter]] : pairs),
    [],
  ),
)

/**
 * English that shows where a window cannot take another language: accents (fonts, heights), 40 % longer (clipped text), in brackets
 * (an end that was cut off). Places like `{{name}}` stay. Words without brackets on the screen are hard-coded.
 */
export function pseudoText(text: string): string {
  const longer = text.replaceAll(/\{\{[^}]*\}\}/g, '').length * 0.4
  const words = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replaceAll(/[a-zA-Z]/g, (letter) => accented[letter] ?? letter)))
    .join('')
  return `[${words}${padding(Math.ceil(longer))}]`
}

/** Filling of the usual length of words, so that it breaks as text does; short labels stay one word, as real ones would. */
function padding(length: number): string {
  return length < 4 ? 'ŏ'.repeat(length) : ' őőőőő'.repeat(Math.ceil(length / 6)).slice(0, length)
}

/** A whole catalogue so written. */
export const pseudo = (catalogue: Catalogue): Catalogue =>
  Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, pseudoText(text)]))
