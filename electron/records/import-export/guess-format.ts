import type { csvFields } from '#shared/contract/records/search.ts'
import { sortKey } from '../queries/contacts/sort-key.ts'

export type CsvField = (typeof csvFields)[number]

/** Those that are in use; which one a file has is guessed, a person may say otherwise. */
export const separators = [';', ',', '\t', '|'] as const

/** Guesses the separator: the one that stands equally often in most of the first lines, outside quotes. Excel's `sep=;` line decides. */
export function guessSeparator(text: string): string {
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1]
  if (told !== undefined) return told
  const lines = linesOutsideQuotes(text).slice(0, 30)
  let best: { separator: string; score: number } = { separator: ',', score: 0 }
  for (const separator of separators) {
    const counts = lines.map((line) => line.split(separator).length - 1)
    const usual = [...counts].sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    const same = counts.filter((count) => count === usual).length
    const score = usual === 0 ? 0 : (same / counts.length) * 100 + Math.min(usual, 50)
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

/** Lines with the quoted parts taken out; a line break inside quotes is no line break. */
function linesOutsideQuotes(text: string): string[] {
  return text
    .replaceAll(/"(?:[^"]|"")*(?:"|$)/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
}

/** Header words by field in English, German, Hungarian and Czech; compared without diacritics, case and punctuation. */
const headerWords: Record<CsvField, readonly string[]> = {
  displayName: [
    'name',
    'full name',
    'display name',
    'contact',
    'customer',
    'customer name',
    'contact name',
    'vollstandiger name',
    'kunde',
    'kundenname',
    'ansprechpartner',
    'nev',
    'teljes nev',
    'ugyfel',
    'ugyfel neve',
    'jmeno',
    'cele jmeno',
    'jmeno a prijmeni',
    'zakaznik',
    'kontakt',
  ],
  phone: [
    'phone',
    'telephone',
    'phone number',
    'tel',
    'mobile',
    'mobile phone',
    'cell',
    'primary phone',
    'telefon',
    'telefonnummer',
    'rufnummer',
    'handy',
    'mobil',
    'telefonszam',
    'mobiltelefon',
    'mobilszam',
    'telefonni cislo',
    'cislo',
  ],
  phone2: [
    'phone 2',
    'phone2',
    'second phone',
    'other phone',
    'work phone',
    'home phone',
    'business phone',
    'telefon 2',
    'telefon2',
    'telefon dienstlich',
    'telefon privat',
    'festnetz',
    'masik telefon',
    'vezetekes',
    'vezetekes telefon',
    'munkahelyi telefon',
    'druhy telefon',
    'pevna linka',
    'telefon do prace',
  ],
  email: [
    'email',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'primary email',
    'e mail adresse',
    'emailadresse',
    'e mail cim',
    'emailcim',
    'email cim',
    'e mailova adresa',
    'emailova adresa',
  ],
  email2: ['email 2', 'email2', 'e mail 2', 'second email', 'other email', 'zweite e mail', 'masik email', 'druhy email'],
  organizationName: [
    'company',
    'organization',
    'organisation',
    'company name',
    'firma',
    'firmenname',
    'unternehmen',
    'ceg',
    'cegnev',
    'szervezet',
    'spolecnost',
    'organizace',
  ],
  city: ['city', 'town', 'stadt', 'ort', 'wohnort', 'varos', 'telepules', 'helyseg', 'mesto', 'obec'],
  locale: ['language', 'locale', 'sprache', 'nyelv', 'jazyk'],
  customerSince: ['customer since', 'since', 'kunde seit', 'ugyfel mita', 'mikortol ugyfel', 'zakaznikem od', 'zakaznik od'],
  kind: ['kind', 'type', 'art', 'typ', 'tipus', 'druh'],
  tags: ['tags', 'labels', 'categories', 'groups', 'schlagworte', 'kategorien', 'kategorie', 'cimkek', 'kategoria', 'stitky'],
  note: [
    'note',
    'notes',
    'comment',
    'remarks',
    'notiz',
    'notizen',
    'bemerkung',
    'anmerkung',
    'megjegyzes',
    'jegyzet',
    'poznamka',
    'poznamky',
  ],
}

const words = new Map(
  Object.entries(headerWords).flatMap(([field, list]) => list.map((word) => [word, field as CsvField] as const)),
)

/** The field a column's heading names, or null. */
export function fieldOfHeading(heading: string): CsvField | null {
  return (
    words.get(
      sortKey(heading)
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    ) ?? null
  )
}

/** Whether the first record is a header: some cell is a heading we know, or none is a number or address while the next record has one. */
export function guessHeader(records: readonly (readonly string[])[]): boolean {
  const [first = [], second = []] = records
  if (first.some((cell) => fieldOfHeading(cell) !== null)) return true
  return !first.some(looksLikeData) && second.some(looksLikeData)
}

function looksLikeData(cell: string): boolean {
  return /@/.test(cell) || (cell.match(/\d/g) ?? []).length >= 6
}

/** Names of the columns, each once: the headings, or spreadsheet letters where there is none. */
export function columnNames(first: readonly string[], header: boolean, width: number): string[] {
  const names: string[] = []
  for (let at = 0; at < Math.max(width, first.length); at++) {
    const heading = header ? (first[at] ?? '').trim().slice(0, 100) : ''
    const wanted = heading === '' ? letters(at) : heading
    let name = wanted
    for (let again = 2; names.includes(name); again++) name = `${wanted} (${again})`
    names.push(name)
  }
  return names
}

function letters(at: number): string {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCodePoint(65 + (at % 26))
}

/** Which column is which field: by heading, then by what its cells look like. Each field once; a second telephone or address column takes the second place. */
export function guessMapping(
  columns: readonly string[],
  header: boolean,
  records: readonly (readonly string[])[],
): Record<string, CsvField | null> {
  const taken = new Set<CsvField>()
  const take = (...fields: (CsvField | null)[]): CsvField | null => {
    const free = fields.find((field) => field !== null && !taken.has(field)) ?? null
    if (free !== null) taken.add(free)
    return free
  }
  const byHeading = columns.map((column) => {
    const field = header ? fieldOfHeading(column.replace(/ \(\d+\)$/, '')) : null
    return take(field, field === 'phone' ? 'phone2' : field === 'email' ? 'email2' : null)
  })
  const mapping: Record<string, CsvField | null> = {}
  for (const [at, column] of columns.entries()) {
    const cells = records.map((record) => record[at] ?? '').filter((cell) => cell.trim() !== '')
    mapping[column] =
      byHeading[at] ??
      (mostly(cells, isAddress) ? take('email', 'email2') : mostly(cells, isNumber) ? take('phone', 'phone2') : null)
  }
  const nameless = !taken.has('displayName')
  const first = columns.find(
    (column, at) =>
      mapping[column] === null &&
      mostly(
        records.map((record) => record[at] ?? ''),
        isName,
      ),
  )
  if (nameless && !header && first !== undefined) mapping[first] = take('displayName')
  return mapping
}

const mostly = (cells: readonly string[], test: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(test).length > cells.length / 2
const isAddress = (cell: string): boolean => /^[^\s@]+@[^\s@]+$/.test(cell.trim())
const isNumber = (cell: string): boolean => /^[+\d][\d\s().,/-]{5,}$/.test(cell.trim())
const isName = (cell: string): boolean => /^\p{L}[\p{L}\s.'’-]+$/u.test(cell.trim())
