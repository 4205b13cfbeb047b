/**
 * Run in the phone window before its scripts: a `navigator.hid` as Chromium's is (WICG WebHID), and headsets with the firmware real ones
 * have: told that they are off the hook they say so, and what turns over answers by a pulse. `simulated` is for the test's hand.
 */
export const simulatedHid = (headsets: readonly object[]): string => `(() => {
  if (location.host !== 'phone') return
  const granted = new Set(JSON.parse(localStorage.getItem('granted') ?? '[]'))
  const keep = () => localStorage.setItem('granted', JSON.stringify([...granted]))
  class Device extends EventTarget {
    opened = false; held = false; plugged = true; outputs = []; hook = 0; lamps = 0
    constructor(given) { super(); Object.assign(this, given) }
    get key() { return this.vendorId + ':' + this.productId }
    get state() { return this.collections.length > 1 }
    async open() {
      if (!this.plugged || !granted.has(this.key)) throw new DOMException('no access', 'NotAllowedError')
      if (this.held) throw new DOMException('Failed to open the device.', 'NotAllowedError')
      this.opened = true
    }
    async close() { this.opened = false }
    async forget() { granted.delete(this.key); keep(); this.opened = false }
    async sendReport(reportId, data) {
      if (!this.opened) throw new DOMException('not open', 'InvalidStateError')
      const [before, now] = [this.lamps, data[0]]
      this.lamps = now
      this.outputs.push([reportId, ...data])
      setTimeout(() => {
        if (this.state && this.hook !== (now & 1)) { this.hook = now & 1; this.say(this.hook, 0) }
        if (!this.state && (before ^ now) & 3) { this.say(((before ^ now) & 1) << 1 | ((before ^ now) & 2) << 1); this.say(0) }
      }, 30)
    }
    say(...bytes) {
      if (!this.opened || !this.plugged) return
      const event = new Event('inputreport')
      this.dispatchEvent(Object.assign(event, { device: this, reportId: 2, data: new DataView(Uint8Array.from(bytes).buffer) }))
    }
    press(button) {
      if (this.state && button === 'hook') { this.hook ^= 1; return this.say(this.hook, 0) }
      const low = this.state ? { mute: 4, flash: 8, redial: 16 } : { redial: 1, hook: 2, mute: 4 }
      this.say(this.hook | (low[button] ?? 0), button === 'reject' ? 2 : 0)
      this.say(this.hook, 0)
    }
  }
  let asks = 0
  const devices = ${JSON.stringify(headsets)}.map((each) => new Device(each))
  const tell = (type, device) => hid.dispatchEvent(Object.assign(new Event(type), { device }))
  class Hid extends EventTarget {
    async getDevices() { return devices.filter((each) => each.plugged && granted.has(each.key)) }
    async requestDevice({ filters }) {
      if (!navigator.userActivation.isActive) throw new DOMException('Must be handling a user gesture.', 'SecurityError')
      const fits = devices.filter((each) => each.plugged && each.collections.some((one) => filters.some((filter) => filter.usagePage === one.usagePage)))
      const key = await new Promise((resolve) => (simulated.asked = { number: ++asks, fits: fits.map((each) => each.key), resolve }))
      simulated.asked = null
      if (key === '') return []
      granted.add(key); keep()
      return devices.filter((each) => each.plugged && each.key === key)
    }
  }
  const hid = new Hid()
  Object.defineProperty(navigator, 'hid', { value: hid })
  globalThis.simulated = {
    asked: null, devices,
    unplug(n) { const one = devices[n]; one.plugged = one.opened = false; one.hook = one.lamps = 0; if (granted.has(one.key)) tell('disconnect', one) },
    plug(n, held = false) { const one = devices[n]; Object.assign(one, { plugged: true, held }); if (granted.has(one.key)) tell('connect', one) },
  }
})()`
