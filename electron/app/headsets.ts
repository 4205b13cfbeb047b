import type { phoneCalls } from '#shared/contract/phone.ts'
import { raise } from '#shared/contract/result.ts'
import { headsetsView, mostHeadsets, sameHeadset, type HeadsetId, type HeadsetState } from '#shared/domain/headset/chosen.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import type { Log } from '../diagnostics/log.ts'
import type { JsonStore } from '../policy/json-store.ts'
import type { Choosing, Offer } from '../security/headsets.ts'
import type { DeskModel } from './desk-model.ts'
import type { HeadsetControl } from './services.ts'
import type { Supervised } from './supervised.ts'

/** The phone window's request has come by then, or it never does; milliseconds. */
const askedWithin = 4000

/** What became of asking for headsets. */
type Answer = 'came' | 'calledOff' | 'failed'

export interface HeadsetsOptions {
  readonly settings: JsonStore<UserSettings>
  readonly phone: () => Pick<Supervised<typeof phoneCalls>, 'call'>
  readonly model: Pick<DeskModel, 'set'>
  /** Lends the person's click to the phone window: Chromium lets a page ask for a device only after one. */
  readonly lendClick: () => Promise<void>
  readonly log: Log
}

/**
 * Which headsets the person chose and how they are. Choosing goes
 *
 *   desk: choose ──▶ phone window asks Chromium ──▶ `select-hid-device` ──▶ offers on the desk ──take──▶ remembered, granted
 *                                                                                └──cancel──▶ nothing
 */
export class Headsets implements HeadsetControl {
  readonly #options: HeadsetsOptions
  #there: readonly HeadsetState[] = []
  #open: { offers: readonly Offer[]; readonly decide: (id: string) => void } | null = null
  /** Somebody waits for what there is to choose from. */
  #asked: ((how: Answer) => void) | null = null

  constructor(options: HeadsetsOptions) {
    this.#options = options
  }

  readonly choosing: Choosing = {
    begun: (offers, decide) => {
      // Nobody in the desk wants to choose, or no longer.
      if (!this.#asked) return decide('')
      this.#open = { offers, decide }
      this.#answer('came')
      this.show()
    },
    plugged: (offer) => {
      if (this.#open) this.#offer([...this.#open.offers.filter((one) => one.id !== offer.id), offer])
    },
    unplugged: (id) => {
      if (this.#open) this.#offer(this.#open.offers.filter((one) => one.id !== id))
    },
  }

  /** What the phone window has in use, or cannot have. */
  onHeadsets(there: readonly HeadsetState[]): void {
    this.#there = there
    this.show()
  }

  /** The phone window is a fresh one: it tells anew, and what was being chosen is over. */
  onPhoneStarts(): void {
    this.#open = null
    this.#answer('failed')
    this.onHeadsets([])
  }

  /** Answers once there is something to show, or nobody wants it any more. @throws `unavailable` when the phone window cannot ask */
  async choose(): Promise<void> {
    this.cancel()
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.#asked = resolve
    let late: ReturnType<typeof setTimeout> | undefined
    try {
      await this.#options.lendClick()
      const begun = await this.#options.phone().call('chooseHeadset', null)
      late = setTimeout(() => resolve('failed'), begun.ok ? askedWithin : 0)
      if ((await promise) !== 'failed') return
    } finally {
      clearTimeout(late)
      // Offers that come after this are for nobody.
      if (this.#asked === resolve) this.#asked = null
    }
    raise('unavailable', 'error.headset.choose', { retryable: true })
  }

  cancel(): void {
    this.#answer('calledOff')
    this.#decide('')
  }

  take(id: string): void {
    const offer = this.#open?.offers.find((one) => one.id === id)
    if (!offer) return raise('not_found', 'error.headset.gone')
    const others = this.#chosen().filter((one) => !sameHeadset(one, offer.headset))
    // Remembered before Chromium asks whether it may be used.
    this.#keep([...others, offer.headset].slice(-mostHeadsets))
    this.#options.log('info', 'headset.chosen', { ...offer.headset })
    this.#decide(id)
  }

  async forget(which: HeadsetId): Promise<void> {
    this.#keep(this.#chosen().filter((one) => !sameHeadset(one, which)))
    this.#options.log('info', 'headset.forgotten', { vendorId: which.vendorId, productId: which.productId })
    this.show()
    await this.#options.phone().call('forgetHeadset', which)
  }

  show(): void {
    const offers = this.#open?.offers.map(({ headset, id }) => ({ id, name: headset.name })) ?? null
    this.#options.model.set('headsets', headsetsView(this.#chosen(), this.#there, offers))
  }

  #chosen(): UserSettings['headsets'] {
    return this.#options.settings.get().headsets
  }

  #keep(headsets: UserSettings['headsets']): void {
    const { model, settings } = this.#options
    settings.set({ ...settings.get(), headsets })
    model.set('settings', settings.get())
  }

  #offer(offers: readonly Offer[]): void {
    if (this.#open) this.#open.offers = offers
    this.show()
  }

  #answer(how: Answer): void {
    this.#asked?.(how)
    this.#asked = null
  }

  #decide(id: string): void {
    const open = this.#open
    if (!open) return
    this.#open = null
    open.decide(id)
    this.show()
  }
}
