/** How much of a page is left below what stands on it. */
import { decode } from 'fast-png'

/** Of 255: what is darker is ink, what is lighter the colour of a scanned paper. */
const inked = 190
const a4 = 297 / 210

/**
 * Of the height of an upright A4 page, drawn as a PNG, the share at its foot without ink, so that something may stand there. None of a page of
 * another size, and of a picture that is no PNG: what stands on it is not looked for.
 */
export function freeFoot(picture: Uint8Array): number {
  if (picture[0] !== 0x89) return 0
  const { width, height, channels, depth, data } = decode(picture)
  if (depth !== 8 || channels < 3 || Math.abs(height / width - a4) > 0.02) return 0
  for (let y = height - 1; y >= 0; y -= 1) {
    const row = y * width * channels
    for (let x = 0; x < width; x += 1)
      if ((data[row + x * channels + 1] ?? 255) < inked) return (height - 1 - y) / height
  }
  return 1
}
