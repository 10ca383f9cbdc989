/** A picture of a page as a PDF of one page, so that PDFs, photographs and scans are drawn by one program. */

const a4 = { short: 595, long: 842 }

/** A JPEG as it is (DCTDecode), as wide as an A4 page lies; throws where it has no frame. What it says of its orientation is not heeded. */
export function jpegAsPdf(jpeg: Uint8Array): Uint8Array {
  const { width, height, channels } = frameOf(jpeg)
  const space = channels === 1 ? '/DeviceGray' : channels === 4 ? '/DeviceCMYK' : '/DeviceRGB'
  // Adobe writes the four inks of such a picture inverted.
  const decode = channels === 4 ? ' /Decode [1 0 1 0 1 0 1 0]' : ''
  return onePage(width, height, `/ColorSpace ${space}${decode} /BitsPerComponent 8 /Filter /DCTDecode`, jpeg)
}

function onePage(width: number, height: number, picture: string, data: Uint8Array): Uint8Array {
  const across = width <= height ? a4.short : a4.long
  const down = Math.round((across * height) / width)
  const drawing = `q ${across} 0 0 ${down} 0 0 cm /P Do Q`
  const parts: Uint8Array[] = []
  const places: number[] = []
  let length = 0
  const add = (part: Uint8Array | string) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(bytes)
    length += bytes.length
  }
  const object = (head: string, stream?: Uint8Array | string) => {
    places.push(length)
    add(`${places.length} 0 obj\n${head}\n`)
    if (stream !== undefined) {
      add('stream\n')
      add(stream)
      add('\nendstream\n')
    }
    add('endobj\n')
  }
  add('%PDF-1.7\n')
  object('<< /Type /Catalog /Pages 2 0 R >>')
  object('<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
  object(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>`,
  )
  object(`<< /Length ${drawing.length} >>`, drawing)
  object(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${picture} /Length ${data.length} >>`,
    data,
  )
  const start = length
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  add(
    `xref\n0 6\n0000000000 65535 f \n${rows}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  )
  return Buffer.concat(parts)
}

/** The frame header of a JPEG (ITU-T T.81, B.2.2). */
function frameOf(jpeg: Uint8Array): { width: number; height: number; channels: number } {
  const at = (place: number) => jpeg[place] ?? 0
  for (
    let place = 2, segments = 0;
    segments < 2_000 && place + 9 < jpeg.length && at(place) === 0xff;
    segments++
  ) {
    const marker = at(place + 1)
    if (marker === 0xff) {
      place += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [at(place + 5) * 256 + at(place + 6), at(place + 7) * 256 + at(place + 8)]
      if (width > 0 && height > 0) return { width, height, channels: at(place + 9) }
    }
    place += 2 + at(place + 2) * 256 + at(place + 3)
  }
  throw new Error('the picture has no frame')
}
