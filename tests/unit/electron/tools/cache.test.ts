import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { appear, exclusively } from '../../../../electron/tools/runtime/cache.ts'

const folder = mkdtempSync(join(tmpdir(), 'courtesy-cache-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('appear', () => {
  test('publishes a folder only when it is complete', async () => {
    const target = join(folder, 'whole')
    await appear(target, async (temporary) => {
      writeFileSync(join(temporary, 'file'), 'x')
      expect(existsSync(target)).toBe(false)
    })
    expect(readdirSync(target)).toEqual(['file'])
  })

  test('leaves nothing behind when filling fails', async () => {
    const failing = appear(join(folder, 'half'), () => Promise.reject(new Error('no space')))
    await expect(failing).rejects.toThrow('no space')
    expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([])
  })
})

describe('exclusively', () => {
  test('lets one in at a time', async () => {
    const steps: string[] = []
    const work = (name: string) => async (): Promise<void> => {
      steps.push(`${name} in`)
      await new Promise((resolve) => setTimeout(resolve, 50))
      steps.push(`${name} out`)
    }
    await Promise.all([exclusively(join(folder, 'lock'), work('a')), exclusively(join(folder, 'lock'), work('b'))])
    expect(steps).toEqual(['a in', 'a out', 'b in', 'b out'])
  })

  test('takes over from an owner that was killed', async () => {
    const lock = join(folder, 'stale')
    writeFileSync(lock, '4194303')
    await expect(exclusively(lock, () => Promise.resolve('mine'))).resolves.toBe('mine')
    expect(existsSync(lock)).toBe(false)
  })
})
