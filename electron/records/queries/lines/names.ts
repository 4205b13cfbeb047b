import type { Reader } from '../../database/store.ts'

/** What each line is called (its toll-free number, else the name of its account), by id; nothing while there is only one: it says nothing then. */
export async function lineNames(read: Reader): Promise<ReadonlyMap<string, string>> {
  const lines = await read.selectFrom('lines').select(['id', 'uri', 'toll_free_number']).execute()
  if (lines.length < 2) return new Map()
  return new Map(lines.map((line) => [line.id, line.toll_free_number ?? line.uri.replace(/^sips?:/, '').replace(/@.*$/, '')]))
}
