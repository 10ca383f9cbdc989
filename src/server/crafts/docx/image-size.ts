/** How wide a PNG or JPEG is, and how high for its width; a picture that says neither is taken for a square of no width. */
export function sizeOfImage(bytes: Uint8Array): { type: 'png' | 'jpg'; width: number; ratio: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes[0] === 0x89 && bytes.length > 24) return sizeOf('png', view.getUint32(16), view.getUint32(20))
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = view.getUint16(at)
    // Start of frame, of whatever kind; C4, C8 and CC are something else.
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return sizeOf('jpg', view.getUint16(at + 7), view.getUint16(at + 5))
    at += 2 + view.getUint16(at + 2)
  }
  return sizeOf('jpg', 0, 0)
}

function sizeOf<Type extends 'png' | 'jpg'>(type: Type, width: number, height: number) {
  return { type, width, ratio: (width > 0 && height / width) || 1 }
}
