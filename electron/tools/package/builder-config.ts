import type { Configuration } from 'electron-builder'
import type { Electron } from '../runtime/official.ts'
import { FUSES } from './fuses.ts'

/** What may go into a package, besides the production dependencies electron-builder adds. Everything else stays out. */
export const SHIPPED_FILES: readonly string[] = [
  'package.json',
  'LICENSE',
  'NOTICE.md',
  'out/main/**',
  'out/preload/**',
  'out/renderer/**',
  'resources/**/*.{png,svg,wav,ogg,json}',
  'resources/playbooks/{en,de,hu,cs,mn}/*.md',
  '!resources/{screenshots,packaging}/**',
  '!**/*.map',
  // Compiled for this platform only; its sources and headers are not needed at run time.
  '!node_modules/node-addon-api/**',
  '!node_modules/@signalapp/sqlcipher/prebuilds/!(${platform}-${arch})/**',
  '!node_modules/@signalapp/sqlcipher/{*.md,binding.gyp,deps/**,src/**}',
  '!node_modules/**/*.{ts,cts,mts,md}',
]

/**
 * electron-builder's configuration for every target we ship.
 * @param electron the Electron to pack; the official one is fetched by electron-builder when this is undefined
 * @param notices path of the generated third-party notices
 */
export function builderConfig(electron: Electron | undefined, notices: string): Configuration {
  return {
    appId: 'example.courtesy.desktop',
    productName: 'Courtesy',
    executableName: 'courtesy',
    copyright: 'AGPL-3.0-only',
    directories: { output: 'dist', buildResources: 'resources/packaging' },
    ...(electron === undefined ? {} : { electronDist: electron.folder, electronVersion: electron.version }),
    npmRebuild: false,
    asar: true,
    asarUnpack: ['**/*.node'],
    files: [...SHIPPED_FILES],
    extraResources: [{ from: notices, to: 'THIRD-PARTY-NOTICES.txt' }],
    electronFuses: { ...FUSES },
    electronLanguages: ['en-US', 'de', 'hu', 'cs'],
    icon: 'resources/icons/1024x1024.png',
    protocols: [{ name: 'Courtesy', schemes: ['tel', 'callto', 'sip', 'mailto'] }],
    // Package managers and IT own updates; nothing is published from here.
    publish: null,
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    linux: {
      target: ['deb', 'rpm', 'AppImage'],
      category: 'Office',
      icon: 'resources/icons',
      synopsis: 'Contact-centre desktop',
      maintainer: 'The Courtesy founders <hello@courtesy.example>',
      desktop: { entry: { StartupWMClass: 'courtesy' } },
    },
    deb: { depends: [...DEB_DEPENDS], packageCategory: 'comm' },
    // Two Electron applications otherwise own the same build-id files.
    rpm: { fpm: ['--rpm-rpmbuild-define', '_build_id_links none', '--rpm-digest=sha256'] },
    // A blank argument keeps electron-builder from adding --no-sandbox.
    appImage: { executableArgs: [' '] },
    win: { target: ['nsis', 'msi'] },
    // For IT: one installation for the machine, silent with /S, never half per user.
    nsis: { oneClick: false, perMachine: true, allowElevation: true, deleteAppDataOnUninstall: false },
    msi: { oneClick: false, perMachine: true, runAfterFinish: false, upgradeCode: '7E5D7A1B-8C0C-4B6F-9E0B-3A6B7D5C2F41' },
    mac: {
      target: ['dmg'],
      category: 'public.app-category.business',
      hardenedRuntime: true,
      extendInfo: { NSMicrophoneUsageDescription: 'Courtesy needs the microphone for telephone calls.' },
    },
    dmg: { sign: false },
  }
}

/** What Electron and the keychain need on Debian 12; the alternatives are the names of Debian 13 and Ubuntu 24.04. */
export const DEB_DEPENDS: readonly string[] = [
  'libc6 (>= 2.31)',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcups2 | libcups2t64',
  'libdrm2',
  'libgbm1',
  'libuuid1',
  'libsecret-1-0',
  'libasound2 | libasound2t64',
]
