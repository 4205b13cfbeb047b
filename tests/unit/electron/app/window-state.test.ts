import { describe, expect, it } from 'vitest'
import { fitToScreens, rescued, windowStateSchema } from '../../../../electron/app/window-state.ts'

const primary = { x: 0, y: 0, width: 1920, height: 1040 }
const left = { x: -2560, y: 0, width: 2560, height: 1400 }
const at = (x: number, y: number, width = 1440, height = 900) => ({ x, y, width, height })

describe('where the desk opens', () => {
  it('stands where it was left, on whichever screen', () => {
    expect(fitToScreens(at(100, 50), [primary, left])).toEqual(at(100, 50))
    expect(fitToScreens(at(-2000, 200), [primary, left])).toEqual(at(-2000, 200))
  })
  it('belongs to the screen most of it is on', () =>
    expect(fitToScreens(at(-1300, 100), [primary, left])).toEqual(at(-1440, 100)))
  it('comes to the first screen, without a place, when its own is gone', () =>
    expect(fitToScreens(at(-2000, 200), [primary])).toEqual({ width: 1440, height: 900 }))
  it('shrinks with a screen whose scale was doubled', () =>
    expect(fitToScreens(at(300, 100), [{ x: 0, y: 0, width: 960, height: 520 }])).toEqual(at(0, 0, 960, 520)))
  it('opens without any screen', () =>
    expect(fitToScreens({ ...at(0, 0), x: null, y: null }, [])).toEqual({ width: 1440, height: 900 }))
  it('reads a file of an earlier version', () =>
    expect(windowStateSchema.parse({ width: 1000, height: 700, maximized: true })).toMatchObject({
      maximized: true,
      fullScreen: false,
    }))
})

describe('a screen that goes while the window is on it', () => {
  it('leaves a window alone that can be reached, even half outside', () => {
    expect(rescued(at(200, 100), [primary])).toBeNull()
    expect(rescued(at(1700, 900), [primary])).toBeNull()
  })
  it('fetches a lost window to the middle of the first screen', () =>
    expect(rescued(at(-2000, 200), [primary])).toEqual(at(240, 70)))
  it('shrinks one that is larger than what its screen has become', () =>
    expect(rescued(at(0, 0), [{ x: 0, y: 0, width: 960, height: 520 }])).toEqual(at(0, 0, 960, 520)))
})
