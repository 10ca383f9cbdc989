/** Pictures of a text are unpacked whole where it is set: what they hold is bounded before, by what their own headers say. */
import { defineRefusal, type Refusal } from '#shared/refusal.ts'

/** A picture, or all pictures of a text together, hold more dots than are set on pages. */
export const picturesTooLarge = defineRefusal('platform.pictures_too_large', 422)
/** A picture breaks off, or is none. */
export const pictureUnreadable = defineRefusal('platform.picture_unreadable', 422)

/** A4 at 600 dots per inch has 35 million; a phone of today takes 50. */
export const mostDots = 60_000_000
/** Each dot takes up to four bytes of memory. */
const mostDotsTogether = 240_000_000

/** Refuses pictures that would take more memory than a text may. */
export function requireModest(images: ReadonlyMap<string, Uint8Array>): void {
  let together = 0
  for (const picture of images.values()) {
    const dots = dotsOf(picture)
    together += dots
    if (dots > mostDots || together > mostDotsTogether)
      throw picturesTooLarge({
        million: Math.round(mostDots / 1e6),
        together: Math.round(mostDotsTogether / 1e6),
      })
  }
}

/** What the compiler says when it cannot read a picture; undefined for any other failure. */
export function readBrokenPicture(message: string): Refusal | undefined {
  return /failed to decode image|unknown image format|failed to load image/i.test(message)
    ? pictureUnreadable()
    : undefined
}

/** Of a PNG by its IHDR, of a JPEG by its frame header (ITU-T T.81, B.2.2); none where neither says it. */
export function dotsOf(picture: Uint8Array): number {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength)
  if (picture[0] === 0x89 && picture.length >= 24) return view.getUint32(16) * view.getUint32(20)
  for (let at = 2; at + 9 <= picture.length && picture[at] === 0xff; ) {
    const marker = picture[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return view.getUint16(at + 5) * view.getUint16(at + 7)
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return 0
}
