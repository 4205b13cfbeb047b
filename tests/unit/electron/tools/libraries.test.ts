import { describe, expect, test } from 'vitest'
import { missingLibraries, packagesFor } from '../../../../electron/tools/start/libraries.ts'

const LDD = `	linux-vdso.so.1 (0x00007ffd)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f)
	libnss3.so => not found
	libnssutil3.so => not found
	libXcomposite.so.1 => not found
	libasound.so.2 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
`

describe('shared libraries', () => {
  test('reads from ldd which are missing', () => {
    expect(missingLibraries(LDD)).toEqual(['libnss3.so', 'libnssutil3.so', 'libXcomposite.so.1', 'libasound.so.2'])
    expect(missingLibraries('	statically linked\n')).toEqual([])
  })

  test('names each Debian package once', () => {
    expect(packagesFor(missingLibraries(LDD))).toEqual(['libasound2', 'libnss3', 'libxcomposite1'])
  })

  test('leaves out a library nobody knows a package for', () => {
    expect(packagesFor(['libsomething.so.9'])).toEqual([])
  })
})
