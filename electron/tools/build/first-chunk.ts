/** What the bundler tells of a module, as far as it is needed here. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/**
 * Names the group of modules that are loaded before the first picture of one window and of no other: everything its entry imports
 * statically. What windows share stays in files of its own, so that none loads another's.
 * @param entries entry file of each window
 * @param window its key in `entries`, and the name of the group
 * @returns a `name` for a group of `output.codeSplitting` (rolldown)
 */
export function firstOf(entries: Readonly<Record<string, string>>, window: string) {
  let only: Set<string> | null = null
  return (id: string, modules: Modules): string | null => {
    if (only === null) {
      const others = Object.keys(entries).filter((name) => name !== window)
      const elsewhere = new Set(others.flatMap((name) => [...importedBy(entries[name] ?? '', modules)]))
      only = new Set([...importedBy(entries[window] ?? '', modules)].filter((each) => !elsewhere.has(each)))
    }
    return only.has(id) ? window : null
  }
}

function importedBy(entry: string, modules: Modules): Set<string> {
  const found = new Set<string>()
  const open = [entry]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(modules.getModuleInfo(id)?.importedIds ?? []))
  }
  return found
}
