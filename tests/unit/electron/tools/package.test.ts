import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { builderConfig, DEB_DEPENDS } from '../../../../electron/tools/package/builder-config.ts'
import { FUSES } from '../../../../electron/tools/package/fuses.ts'
import { noticesTable, packageFolder, partOf } from '../../../../electron/tools/package/notices.ts'
import { wrongFiles } from '../../../../electron/tools/package/verify.ts'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'

const GOOD = [
  ...['/package.json', '/LICENSE', '/NOTICE.md', '/out/main/main.js', '/out/preload/desk.cjs', '/out/renderer/desk/index.html'],
  '/resources/playbooks/en/greeting.md',
  '/resources/cue-decks/starter.json',
  '/resources/practice/scenarios/01-price-higher.json',
  '/resources/icons/tray/ready-16@2x.png',
  ...['/node_modules/@signalapp/sqlcipher/package.json', '/node_modules/node-gyp-build/package.json'],
]

describe('what may ship', () => {
  test('the parts of the app', () => {
    expect(wrongFiles([...GOOD, '/out/renderer/assets/desk-Ba0j_f.js', '/resources/icons/16x16.png'])).toEqual([])
  })

  test.each([
    '/electron/main.ts',
    '/tests/fixtures/a.eml',
    '/.env',
    '/resources/private.key',
    '/resources/playbooks/README.md',
    '/resources/screenshots/call.png',
    '/node_modules/zod/package.json',
    '/out/main/main.js.map',
    '/package-lock.json',
  ])('not %s', (file) => {
    expect(wrongFiles([...GOOD, file])).toEqual([`${file} must not ship`])
  })

  test('nothing that must ship may lack', () => {
    expect(wrongFiles(GOOD.slice(1))).toEqual(['/package.json lacks'])
  })
})

describe('configuration', () => {
  const config = builderConfig(undefined, 'notices.txt')

  test('everything an attacker could use is off', () => {
    expect(FUSES).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
    })
    expect(FUSES).toMatchObject({ onlyLoadAppFromAsar: true, grantFileProtocolExtraPrivileges: false })
    expect(config.asar).toBe(true)
  })

  test('installs for the machine, and updates belong to IT', () => {
    expect(config.nsis).toMatchObject({ oneClick: false, perMachine: true })
    expect(config.msi).toMatchObject({ perMachine: true, runAfterFinish: false })
    expect(config.publish).toBeNull()
  })

  test('holds every target', () => {
    const targets = [config.linux?.target, config.win?.target, config.mac?.target].flat()
    expect(targets).toEqual(['deb', 'rpm', 'AppImage', 'nsis', 'msi', 'dmg'])
  })

  test('names files that are there', () => {
    expect(existsSync(inCheckout(String(config.icon)))).toBe(true)
    expect(DEB_DEPENDS.length).toBeGreaterThan(10)
  })

  test('the desktop entry takes telephone, SIP and mail links', () => {
    const entry = readFileSync(inCheckout('resources/packaging/courtesy.desktop'), 'utf8')
    expect(entry).toMatch(
      /^MimeType=x-scheme-handler\/tel;x-scheme-handler\/callto;x-scheme-handler\/sip;x-scheme-handler\/mailto;$/m,
    )
    expect(entry).toMatch(/^Name=Courtesy$/m)
    expect(entry).toMatch(/^Exec=\/opt\/Courtesy\/courtesy %U$/m)
  })
})

describe('notices', () => {
  test('find the package of a bundled module', () => {
    const module = inCheckout('node_modules/@signalapp/sqlcipher/dist/index.mjs')
    expect(packageFolder(`\0${module}?commonjs`)).toBe(inCheckout('node_modules/@signalapp/sqlcipher'))
    expect(packageFolder(inCheckout('electron/main.ts'))).toBeUndefined()
    expect(noticesTable([partOf(inCheckout('node_modules/@signalapp/sqlcipher'))])).toContain('| AGPL-3.0-only |')
  })
})
