/** Bits of a FLAC frame, the highest first. Reading past the end gives noughts and says so by `isOver`. */
export class FlacBits {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isOver(): boolean {
    return this.#at > this.#bytes.length * 8
  }

  /** Where the next whole byte begins. */
  get byteAt(): number {
    return Math.ceil(this.#at / 8)
  }

  /** The 32 bits from here on, without going on. */
  #window(): number {
    const byte = this.#at >>> 3
    const shift = this.#at & 7
    const bytes = this.#bytes
    const word =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0)
    return shift === 0 ? word : (word << shift) | ((bytes[byte + 4] ?? 0) >>> (8 - shift))
  }

  /** Up to 32 bits, unsigned. */
  read(count: number): number {
    if (count === 0) return 0
    const value = this.#window() >>> (32 - count)
    this.#at += count
    return value
  }

  /** Two's complement; 33 bits are the difference of two channels of 32. */
  readSigned(count: number): number {
    if (count === 0) return 0
    if (count === 33) return -this.read(1) * 2 ** 32 + this.read(32)
    const value = this.#window() >> (32 - count)
    this.#at += count
    return value
  }

  /** How many noughts stand before the next one. */
  readUnary(): number {
    let count = 0
    for (;;) {
      const window = this.#window()
      if (window !== 0) {
        const zeros = Math.clz32(window)
        this.#at += zeros + 1
        return count + zeros
      }
      this.#at += 32
      count += 32
      if (this.isOver) return count
    }
  }

  skipToByte(): void {
    this.#at = this.byteAt * 8
  }
}
