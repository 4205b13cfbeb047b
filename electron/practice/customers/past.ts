const hourMs = 60 * 60_000

/**
 * The moment in a customer's history: that time of the day, so many days ago, in the zone of the desk; never in the future.
 * @param by who made it: customers write on any day, agents work from Monday to Friday (what would fall on a weekend lies on the Friday)
 */
export function pastMoment(
  now: Date,
  { daysAgo, at }: { readonly daysAgo: number; readonly at: string },
  by: 'customer' | 'agent',
): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const day = new Date(now)
  day.setDate(day.getDate() - daysAgo)
  // Whoever practises today works today.
  if (by === 'agent' && daysAgo > 0) day.setDate(day.getDate() - ([2, 0, 0, 0, 0, 0, 1][day.getDay()] ?? 0))
  day.setHours(hours, minutes, 0, 0)
  return day.getTime() < now.getTime() ? day : new Date(now.getTime() - hourMs)
}
