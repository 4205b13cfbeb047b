import { expect, test } from 'vitest'
import { nextZoom, zoomSteps } from '#shared/settings/zoom.ts'
import { userSettingsSchema } from '#shared/settings/user-settings.ts'

test('sizes go step by step and stop at both ends; twice the size can be had', () => {
  expect(nextZoom(100, 1)).toBe(110)
  expect(nextZoom(100, -1)).toBe(90)
  expect(nextZoom(200, 1)).toBe(200)
  expect(nextZoom(80, -1)).toBe(80)
  expect(zoomSteps).toContain(200)
  expect(userSettingsSchema.parse({}).zoom).toBe(100)
  expect(userSettingsSchema.safeParse({ zoom: 5000 }).success).toBe(false)
})
