/** A page as shades of grey, and what is done with it before it is read. Every function looks at each dot a fixed number of times. */

export interface Grey {
  width: number
  height: number
  /** Row by row from the top; 0 is black. */
  dots: Uint8Array
}

const white = 255

/** As Netpbm writes it (`P5`), which needs no packing and which Tesseract reads. */
export function toPgm({ width, height, dots }: Grey): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1')
  const pgm = new Uint8Array(head.length + dots.length)
  pgm.set(head)
  pgm.set(dots, head.length)
  return pgm
}

/** The same page with its top where its bottom was. */
export function upsideDown({ width, height, dots }: Grey): Grey {
  return { width, height, dots: Uint8Array.from(dots).reverse() }
}

/** The same page turned by a quarter, clockwise. */
export function quarterTurn({ width, height, dots }: Grey): Grey {
  const turned = new Uint8Array(dots.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = dots[y * width + x] ?? white
  }
  return { width: height, height: width, dots: turned }
}

/** Turned about its middle by a small angle in radians (positive: clockwise), the size kept, what comes from outside white. */
export function turnBy({ width, height, dots }: Grey, angle: number): Grey {
  const turned = new Uint8Array(dots.length).fill(white)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  for (let y = 0; y < height; y++) {
    let fromX = cos * -middleX + sin * (y - middleY) + middleX
    let fromY = -sin * -middleX + cos * (y - middleY) + middleY
    for (let x = 0; x < width; x++, fromX += cos, fromY -= sin) {
      const left = Math.floor(fromX)
      const top = Math.floor(fromY)
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue
      const at = top * width + left
      const right = fromX - left
      const below = fromY - top
      const upper = (dots[at] ?? white) * (1 - right) + (dots[at + 1] ?? white) * right
      const lower = (dots[at + width] ?? white) * (1 - right) + (dots[at + width + 1] ?? white) * right
      turned[y * width + x] = upper * (1 - below) + lower * below + 0.5
    }
  }
  return { width, height, dots: turned }
}

/** The shade that best parts ink from paper (Otsu 1979). */
export function inkThreshold({ dots }: Grey): number {
  const counts = new Float64Array(256)
  for (let at = 0; at < dots.length; at += 3) counts[dots[at] ?? white] = (counts[dots[at] ?? white] ?? 0) + 1
  let all = 0
  let sum = 0
  for (let shade = 0; shade < 256; shade++) {
    all += counts[shade] ?? 0
    sum += shade * (counts[shade] ?? 0)
  }
  let [best, threshold, dark, darkSum] = [-1, 127, 0, 0]
  for (let shade = 0; shade < 256; shade++) {
    dark += counts[shade] ?? 0
    darkSum += shade * (counts[shade] ?? 0)
    const light = all - dark
    if (dark === 0 || light === 0) continue
    const between = dark * light * (darkSum / dark - (sum - darkSum) / light) ** 2
    if (between > best) [best, threshold] = [between, shade]
  }
  return threshold
}

/** Where there is ink, on a grid of every `step`th dot: pairs of x and y. At most 120,000 places. */
export function inkPlaces(page: Grey, step: number): Float32Array {
  const threshold = Math.min(inkThreshold(page), 200)
  const places = new Float32Array(240_000)
  let count = 0
  for (let y = 0; y < page.height; y += step) {
    for (let x = 0; x < page.width; x += step) {
      if ((page.dots[y * page.width + x] ?? white) > threshold || count + 2 > places.length) continue
      places[count++] = x
      places[count++] = y
    }
  }
  return places.subarray(0, count)
}
