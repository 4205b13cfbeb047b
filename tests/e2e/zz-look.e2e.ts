import { test } from '../support/e2e.ts'
test('look', async ({ start, home }) => {
  test.setTimeout(200_000)
  const lang = process.env['LOOK_LANG'] ?? 'en'
  const { desk, electron } = await start(home(), { switches: ['--practice'], lang })
  const shot = (n: string) => desk.screenshot({ path: `/tmp/shots/practice-${lang}-${n}.png` })
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((w) => w.isVisible())
      ?.setContentSize(1280, 800),
  )
  await desk.waitForTimeout(9000)
  await shot('1')
  await desk
    .getByRole('button', { name: /^Answer|^Annehmen|^Fogad/ })
    .waitFor({ timeout: 60_000 })
    .catch(() => console.log('no ring'))
  await shot('2')
  await desk.keyboard.press('F2')
  await desk.waitForTimeout(8000)
  await shot('3')
  await desk.keyboard.press('F4')
  await desk.waitForTimeout(1500)
  await shot('4')
  await desk.keyboard.press('1')
  await desk.keyboard.press('Control+Shift+Enter')
  await desk.waitForTimeout(2500)
  await shot('5')
})
