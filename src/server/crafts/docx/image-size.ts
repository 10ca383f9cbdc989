/** How high a PNG or JPEG is for its width; a picture that says neither is taken for a square. */
export function sizeOfImage(bytes: Uint8Array): { type: 'png' | 'jpg'; ratio: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes[0] === 0x89 && bytes.length > 24)
    return { type: 'png', ratio: view.getUint32(20) / view.getUint32(16) || 1 }
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = view.getUint16(at)
    // Start of frame, of whatever kind; C4, C8 and CC are something else.
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { type: 'jpg', ratio: view.getUint16(at + 5) / view.getUint16(at + 7) || 1 }
    at += 2 + view.getUint16(at + 2)
  }
  return { type: 'jpg', ratio: 1 }
}
