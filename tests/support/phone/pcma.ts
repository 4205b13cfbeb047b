/** G.711 A-law (ITU-T G.711): one byte a sample at 8 kHz. */
export function decodePcma(byte: number): number {
  const value = byte ^ 0x55
  const exponent = (value & 0x70) >> 4
  const mantissa = value & 0x0f
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1)
  return (value & 0x80 ? magnitude : -magnitude) / 32768
}

export function encodePcma(sample: number): number {
  const magnitude = Math.min(32635, Math.round(Math.abs(sample) * 32768))
  const exponent = magnitude < 256 ? 0 : Math.floor(Math.log2(magnitude)) - 7
  const mantissa = exponent === 0 ? magnitude >> 4 : (magnitude >> (exponent + 3)) & 0x0f
  return ((sample >= 0 ? 0x80 : 0) | (exponent << 4) | mantissa) ^ 0x55
}
