/** SHA-256 (FIPS 180-4) of a text as UTF-8, in hexadecimal. Digest answers are made in the middle of a message; the page's own hashes answer later. */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const words = new Uint32Array(((bytes.length + 72) >> 6) * 16)
  bytes.forEach((byte, at) => (words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - (at % 4) * 8))))
  words[bytes.length >> 2] = (words[bytes.length >> 2] ?? 0) | (0x80 << (24 - (bytes.length % 4) * 8))
  words[words.length - 2] = Math.floor(bytes.length / 0x2000_0000)
  words[words.length - 1] = bytes.length << 3
  const state = Uint32Array.from(initial)
  for (let block = 0; block < words.length; block += 16) compress(state, words.subarray(block, block + 16))
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** First 32 bits of the fractional parts of a root of the first primes. */
function fractions(count: number, power: number): Uint32Array {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    const root = candidate ** power
    if (!isPrime(candidate)) continue
    found.push(Math.floor((root - Math.floor(root)) * 2 ** 32))
  }
  return Uint32Array.from(found)
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false
  return true
}

const initial = fractions(8, 1 / 2)
const constants = fractions(64, 1 / 3)
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

function compress(state: Uint32Array, block: Uint32Array): void {
  const w = new Uint32Array(64)
  w.set(block)
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15] ?? 0, w[t - 2] ?? 0]
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
    w[t] = (w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let t = 0; t < 64; t++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (constants[t] ?? 0) + (w[t] ?? 0)
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + word
}
