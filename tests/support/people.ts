import { uuidv7 } from 'uuidv7'
import type { Page } from '@playwright/test'
import { must } from './desk.ts'

/** The customer of the story: her telephone is the lab's baresip, her mailbox `eva@customer.test`. */
export const eva = {
  id: '0199f1a0-7b1c-7000-8000-0000000000e1',
  name: 'Mrs Éva Szabó',
  phone: '+36 30 123 4567',
  dialled: '+36301234567',
  mail: 'eva@customer.test',
}

/** Fills the records with `count` customers (the story's one among them) through the app itself. */
export async function settle(desk: Page, count: number): Promise<void> {
  const script = (from: number, to: number): string => `
    Promise.all(Array.from({ length: ${to - from} }, (_, index) => {
      const n = ${from} + index
      return window.courtesy.call('contacts.create', {
        id: ids[index],
        input: { displayName: 'Customer ' + n, city: 'Brno', points: [{ type: 'phone', raw: '+3620' + String(5000000 + n) }, { type: 'email', raw: 'customer' + n + '@example.com' }] },
      })
    })).then((all) => all.filter((each) => !each.ok).length)`
  for (let from = 0; from < count - 1; from += 100) {
    const to = Math.min(from + 100, count - 1)
    const ids = Array.from({ length: to - from }, () => uuidv7())
    const failed = await desk.evaluate(`{ const ids = ${JSON.stringify(ids)}; ${script(from, to)} }`)
    if (failed !== 0) throw new Error(`${String(failed)} customers could not be made`)
  }
  await must(desk, 'contacts.create', {
    id: eva.id,
    input: {
      displayName: eva.name,
      city: 'Budapest',
      points: [
        { type: 'phone', raw: eva.phone, trust: 'verified' },
        { type: 'email', raw: eva.mail },
      ],
    },
  })
}
