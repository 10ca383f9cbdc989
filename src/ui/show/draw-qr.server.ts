import { create } from 'qrcode'

/** A QR code (level M) as an SVG path, one stroke per run of dark modules. Its page leaves the quiet zone. */
export function drawQr(text: string): { size: number; path: string } {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue
      let end = column
      while (end < size && data[row * size + end]) end++
      path += `M${column} ${row}h${end - column}v1H${column}z`
      column = end
    }
  }
  return { size, path }
}
