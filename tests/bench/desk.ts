import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Vault } from '../../electron/secrets/vault.ts'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { until } from '../support/desk.ts'
import { startApp } from '../support/electron-app.ts'
import { customersOf, makeBigDatabase } from './big-database.ts'
import { benchExchange, invitesToRegion, type BenchExchange } from './ringing.ts'
import { percentile } from './statistics.ts'
import { benchHome } from './windows.ts'

export interface DeskFigures {
  /** INVITE at the socket → the customer's name in the customer region, milliseconds. */
  readonly regionP50: number
  readonly regionP95: number
  /** Click on *Call* → INVITE at the exchange, milliseconds. */
  readonly dialP50: number
  readonly dialP95: number
}

const keyText = 'k'.repeat(64)

/** The profile of a desk at the bench's exchange. */
export const benchProfile = (url: string): object => ({
  version: 1,
  agent: { name: 'Anna Kovács', extension: 'agent' },
  line: { uri: 'sip:agent@toll.test', secret: { value: 'secret' }, servers: [url], allowInsecure: true, region: 'HU' },
  storage: { key: { file: 'db.key' } },
})

/** Measures a desk whose records hold so many contacts and interactions. */
export async function measureDesk(contacts: number, interactions: number, rings: number): Promise<DeskFigures> {
  const exchange = await benchExchange()
  const home = await benchHome(benchProfile(exchange.peer.url))
  try {
    const vault = new Vault(home.userData)
    vault.openByKeyFile(Buffer.from(keyText))
    const directory = join(home.userData, 'records')
    rmSync(directory, { recursive: true, force: true })
    await makeBigDatabase({ directory, key: vault.databaseKey(), contacts, interactions })
    giveToTestUser(home.userData)
    const app = await startApp(home)
    try {
      await until(app.desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
      // The copy of the day and the first reads are part of a start, not of a ring.
      await app.desk.waitForTimeout(8000)
      const all = customersOf(contacts)
      const step = Math.max(1, Math.floor(contacts / (rings + 5)))
      const chosen = Array.from({ length: rings + 5 }, (_, n) => all[(n * step + 17) % contacts]).filter(
        (each) => each !== undefined,
      )
      const region = (await invitesToRegion(app.desk, exchange, chosen)).slice(5)
      const dial = (await clicksToInvite(app.desk, exchange, 12)).slice(2)
      return {
        regionP50: percentile(region, 0.5),
        regionP95: percentile(region, 0.95),
        dialP50: percentile(dial, 0.5),
        dialP95: percentile(dial, 0.95),
      }
    } finally {
      await app.close()
    }
  } finally {
    await exchange.peer.close()
    home.remove()
  }
}

/** Types a number, presses *Call*, and measures from the page's own click event to the INVITE at the exchange. */
async function clicksToInvite(desk: Page, exchange: BenchExchange, times: number): Promise<number[]> {
  const measured: number[] = []
  await desk.getByRole('link', { name: /^Phone/ }).click()
  await desk.evaluate(`document.addEventListener('click', () => { window.clickedAt = Date.now() }, true)`)
  for (let n = 0; n < times; n++) {
    const before = exchange.invites().length
    await desk
      .getByLabel('Number or name')
      .first()
      .fill(`0620555${1000 + n}`)
    await desk.getByRole('button', { name: 'Call', exact: true }).click()
    for (let waited = 0; exchange.invites().length === before && waited < 5000; waited += 10) await desk.waitForTimeout(10)
    const clicked = (await desk.evaluate('window.clickedAt')) as number
    measured.push((exchange.invites().at(-1) ?? Number.NaN) - clicked)
    await until(desk, 'the busy call is over', (snapshot) =>
      snapshot.interactions.every((each) => each.call === null || each.call.phase === 'ended'),
    )
    await desk.waitForTimeout(300)
  }
  return measured
}
