/** Makes the PNGs of `resources/icons/tray` from the SVGs there: drawn by the desk's own Chromium, on a transparent ground. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { startApp } from './electron-app.ts'

const folder = inCheckout('resources/icons/tray')
const badges = [...'123456789', '+']
const sizes = [
  { pixels: 16, end: '-16' },
  { pixels: 32, end: '-16@2x' },
  { pixels: 24, end: '-24' },
  { pixels: 48, end: '-24@2x' },
]

/** Pictures by file name without its ending. */
function pictures(): { name: string; svg: string; sizes: typeof sizes }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.svg'))
    .flatMap((file) => {
      const svg = readFileSync(join(folder, file), 'utf8')
      if (file !== 'badge.svg') return [{ name: file.replace('.svg', ''), svg, sizes }]
      return badges.map((count) => ({
        name: `badge-${count === '+' ? 'more' : count}`,
        svg: svg.replace('{count}', count === '+' ? '9+' : count).replace('"11"', count === '+' ? '"9"' : '"11"'),
        sizes: [
          { pixels: 16, end: '' },
          { pixels: 32, end: '@2x' },
        ],
      }))
    })
}

const app = await startApp()
for (const picture of pictures())
  for (const { end, pixels } of picture.sizes) {
    const address = `data:image/svg+xml;base64,${Buffer.from(picture.svg).toString('base64')}`
    const png = (await app.desk.evaluate(`new Promise((done, failed) => {
      const image = new Image(${pixels}, ${pixels})
      image.onerror = () => failed(new Error('no picture'))
      image.onload = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: ${pixels}, height: ${pixels} })
        canvas.getContext('2d').drawImage(image, 0, 0, ${pixels}, ${pixels})
        done(canvas.toDataURL('image/png').split(',')[1])
      }
      image.src = ${JSON.stringify(address)}
    })`)) as string
    writeFileSync(join(folder, `${picture.name}${end}.png`), Buffer.from(png, 'base64'))
  }
await app.close()
