import { MessageChannelMain } from 'electron'
import type { Instance } from './supervised.ts'
import type { UtilityInstance } from './utility.ts'

/** Gives the two processes a direct channel, so that letters do not pass through main. Called whenever one of them is new. */
export function linkMailToRecords(records: Instance | null, mail: Instance | null): void {
  if (!isUtility(records) || !isUtility(mail)) return
  const { port1, port2 } = new MessageChannelMain()
  records.givePort(port1)
  mail.givePort(port2)
}

const isUtility = (instance: Instance | null): instance is UtilityInstance => instance !== null && 'givePort' in instance
