import { writeFileSync } from 'node:fs'
import { app } from 'electron'

/**
 * Ends in good order and starts anew with other switches. Under `npm start` the tool in front starts the successor, so that its terminal,
 * its virtual display and its exit code go on; alone we start it ourselves.
 * @param args the switches of the successor
 */
export function comeAgain(args: readonly string[]): void {
  const inFront = app.isPackaged ? undefined : process.env['COURTESY_COMES_AGAIN']
  if (inFront === undefined) app.relaunch({ args: [...args] })
  else writeFileSync(inFront, JSON.stringify(args), { mode: 0o600 })
  app.quit()
}
