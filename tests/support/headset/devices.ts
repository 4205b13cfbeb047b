import type { Collection, ReportItem } from '../../../shared/domain/headset/layout.ts'

/** A headset as WebHID shows it. */
export interface Headset {
  readonly vendorId: number
  readonly productId: number
  readonly productName: string
  readonly collections: readonly Collection[]
}

const item = (given: Partial<ReportItem> & { hasPreferredState?: boolean }): ReportItem => ({
  isAbsolute: true,
  isArray: false,
  isConstant: false,
  isRange: false,
  usages: [],
  reportSize: 1,
  reportCount: 1,
  logicalMinimum: 0,
  ...given,
})
const padding = (bits: number): ReportItem => item({ isConstant: true, reportCount: bits })

/**
 * The common kind: the hook is a state (absolute, no preferred state), mute a one-shot (relative), flash and redial beside it, a line
 * key as an array and declining as button 7 of a programmable key. Volume lies in a report of its own.
 */
export const stateHeadset: Headset = {
  vendorId: 0x0b0e,
  productId: 0x2481,
  productName: 'Evolve Test 40',
  collections: [
    {
      usagePage: 0x0c,
      inputReports: [{ reportId: 1, items: [item({ usages: [0xc00ea, 0xc00e9], reportCount: 2 }), padding(6)] }],
      outputReports: [],
    },
    {
      usagePage: 0x0b,
      inputReports: [
        {
          reportId: 2,
          items: [
            item({ usages: [0xb0020, 0xb0097], reportCount: 2 }),
            item({ usages: [0xb002f, 0xb0021, 0xb0024], reportCount: 3, isAbsolute: false }),
            item({ isArray: true, usages: [0xb002a], reportSize: 4, logicalMinimum: 1 }),
            item({ usages: [0x90007] }),
            padding(6),
          ],
        },
      ],
      outputReports: [
        { reportId: 2, items: [item({ usages: [0x80017, 0x80009, 0x80018, 0x80020, 0x80021], reportCount: 5 }), padding(3)] },
      ],
    },
  ],
}

/** The other kind: redial, hook and mute are all one-shots (relative), and the lamps lie in a report of another number. */
export const toggleHeadset: Headset = {
  vendorId: 0x2f96,
  productId: 0x0201,
  productName: 'Toggle Test',
  collections: [
    {
      usagePage: 0x0b,
      inputReports: [
        { reportId: 2, items: [item({ usages: [0xb0024, 0xb0020, 0xb002f], reportCount: 3, isAbsolute: false }), padding(5)] },
      ],
      outputReports: [{ reportId: 4, items: [item({ usages: [0x80017, 0x80009, 0x80018], reportCount: 3 }), padding(5)] }],
    },
  ],
}
