import { watchedUser, type ExchangeSettings } from './exchange.ts'

type Colleagues = ExchangeSettings['colleagues']

/** One a line: extension, then the name. */
export const writeColleagues = (colleagues: Colleagues): string =>
  colleagues.map(({ name, user }) => `${user} ${name}`.trim()).join('\n')

/** Reads what {@link writeColleagues} wrote or a person typed; the first line that is none goes back as `wrong`. */
export function readColleagues(text: string): { colleagues: Colleagues; wrong: null } | { colleagues: null; wrong: string } {
  const colleagues: Colleagues = []
  for (const line of text.split('\n')) {
    const [user = '', ...rest] = line.trim().split(/[\s,;]+/)
    if (user === '' || colleagues.some((one) => one.user === user)) continue
    const name = rest.join(' ')
    if (!watchedUser.safeParse(user).success || name.length > 80 || colleagues.length === 30)
      return { colleagues: null, wrong: line.trim() }
    colleagues.push({ user, name })
  }
  return { colleagues, wrong: null }
}
