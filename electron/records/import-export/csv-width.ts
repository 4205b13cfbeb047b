import { separators, type CsvField } from './guess-format.ts'

/** A column that is mapped to a field. */
export type Column = readonly [at: number, name: string, field: CsvField]

/** How records of a file are to be read. */
export interface CsvTable {
  readonly columns: readonly Column[]
  /** How many columns the file has, by its heading. */
  readonly width: number
  readonly separator: string
}

/** Their cells may hold several values or sentences, so separators in them mean nothing. */
const roomy: ReadonlySet<CsvField> = new Set(['phone', 'phone2', 'email', 'email2', 'tags', 'note'])

/**
 * Whether a record that has fewer cells than the file has columns was cut by another separator than the file's, so that its cells stand
 * in the wrong columns. Programs leave empty cells at the end of a record out; a record that merely lacks its last cells is as it
 * should be (RFC 4180 section 2, rule 4 asks for all of them; spreadsheets do not write them). It was cut otherwise
 *
 * - when its only cell holds another of the usual separators: `Béla,06 30 123 4567` in a file of `;`, also `Kovács, Béla`, of which
 *   nobody can tell whether it is one name;
 * - when cut at one other separator as well, as programs write it (no blank after it), it has exactly as many cells as there are
 *   columns: `Béla,Pécs;06 30 123 4567` under `Name;City;Phone`. Cells that may hold several values are not cut.
 */
export function cutOtherwise(cells: readonly string[], { columns, separator, width }: CsvTable): boolean {
  if (cells.length >= width) return false
  const others = separators.filter((one) => one !== separator)
  const [only = '', ...more] = cells
  if (more.length === 0) return others.some((other) => only.trim().includes(other))
  const whole = new Set(columns.filter(([, , field]) => roomy.has(field)).map(([at]) => at))
  return others.some((other) => {
    const cuts = cells.flatMap((cell, at) => (whole.has(at) ? [] : [...cell.trim().matchAll(cutAt[other])]))
    return cuts.length > 0 && cells.length + cuts.length === width
  })
}

const cutAt: Readonly<Record<(typeof separators)[number], RegExp>> = {
  ';': /;(?!\s)/g,
  ',': /,(?!\s)/g,
  '\t': /\t/g,
  '|': /\|(?!\s)/g,
}
