/** Glyph outlines of a TrueType font, for text that must be drawn as paths: no font to embed, none to miss. */
export interface OutlineFont {
  /** Width of the text at size 1. */
  width(text: string): number
  /** Whether the font has a picture of this character at all. */
  has(codePoint: number): boolean
  /** PDF path operators of one character at size 1, to be filled; empty for a space. */
  glyph(character: string): { path: string; width: number }
}

interface Point {
  x: number
  y: number
  onCurve: boolean
}

/** Reads a TrueType font (tables cmap 4 or 12, glyf). */
export function readOutlineFont(font: Buffer): OutlineFont {
  const tables = new Map<string, number>()
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + i * 16
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8))
  }
  const table = (tag: string) => {
    const offset = tables.get(tag)
    if (offset === undefined) throw new Error(`the font has no table ${tag}`)
    return offset
  }
  const unitsPerEm = font.readUInt16BE(table('head') + 18)
  const longOffsets = font.readInt16BE(table('head') + 50) === 1
  const metricsCount = font.readUInt16BE(table('hhea') + 34)
  const glyphIndex = readCharacterMap(font, table('cmap'))
  const glyf = table('glyf')
  const loca = table('loca')
  const hmtx = table('hmtx')

  const advance = (index: number) => font.readUInt16BE(hmtx + Math.min(index, metricsCount - 1) * 4)
  const glyphStart = (index: number) =>
    glyf + (longOffsets ? font.readUInt32BE(loca + index * 4) : font.readUInt16BE(loca + index * 2) * 2)

  function contours(index: number, depth = 0): Point[][] {
    const at = glyphStart(index)
    if (at === glyphStart(index + 1) || depth > 5) return []
    const count = font.readInt16BE(at)
    return count >= 0 ? readSimpleGlyph(font, at, count) : composite(at + 10, depth)
  }

  function composite(start: number, depth: number): Point[][] {
    const result: Point[][] = []
    for (let at = start; ; ) {
      const flags = font.readUInt16BE(at)
      const part = font.readUInt16BE(at + 2)
      at += 4
      const words = (flags & 1) !== 0
      const dx = words ? font.readInt16BE(at) : font.readInt8(at)
      const dy = words ? font.readInt16BE(at + 2) : font.readInt8(at + 1)
      at += words ? 4 : 2
      const fixed = () => {
        at += 2
        return font.readInt16BE(at - 2) / 16384
      }
      let [a, b, c, d] = [1, 0, 0, 1]
      if (flags & 8) a = d = fixed()
      else if (flags & 0x40) [a, d] = [fixed(), fixed()]
      else if (flags & 0x80) [a, b, c, d] = [fixed(), fixed(), fixed(), fixed()]
      for (const contour of contours(part, depth + 1)) {
        result.push(
          contour.map(({ x, y, onCurve }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, onCurve })),
        )
      }
      if (!(flags & 0x20)) return result
    }
  }

  const cache = new Map<string, { path: string; width: number }>()
  function glyph(character: string) {
    let known = cache.get(character)
    if (!known) {
      const index = glyphIndex(character.codePointAt(0) ?? 0)
      const path = contours(index)
        .map((contour) => contourPath(contour, 1 / unitsPerEm))
        .join(' ')
      known = { path, width: advance(index) / unitsPerEm }
      cache.set(character, known)
    }
    return known
  }
  return {
    glyph,
    has: (codePoint) => glyphIndex(codePoint) !== 0,
    width: (text) => [...text.normalize('NFC')].reduce((sum, c) => sum + glyph(c).width, 0),
  }
}

function readCharacterMap(font: Buffer, cmap: number): (codePoint: number) => number {
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    const format = font.readUInt16BE(at)
    if (format === 12) return (codePoint) => lookUpSegments12(font, at, codePoint)
    if (format === 4) return (codePoint) => lookUpSegments4(font, at, codePoint)
  }
  throw new Error('the font has no character map of format 4 or 12')
}

function lookUpSegments12(font: Buffer, at: number, codePoint: number): number {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + i * 12
    const first = font.readUInt32BE(group)
    if (codePoint >= first && codePoint <= font.readUInt32BE(group + 4)) {
      return font.readUInt32BE(group + 8) + codePoint - first
    }
  }
  return 0
}

function lookUpSegments4(font: Buffer, at: number, codePoint: number): number {
  const bytes = font.readUInt16BE(at + 6)
  for (let i = 0; i < bytes; i += 2) {
    if (codePoint > font.readUInt16BE(at + 14 + i)) continue
    const first = font.readUInt16BE(at + 16 + bytes + i)
    if (codePoint < first) return 0
    const delta = font.readUInt16BE(at + 16 + 2 * bytes + i)
    const rangeAt = at + 16 + 3 * bytes + i
    const range = font.readUInt16BE(rangeAt)
    if (range === 0) return (codePoint + delta) & 0xffff
    const index = font.readUInt16BE(rangeAt + range + 2 * (codePoint - first))
    return index === 0 ? 0 : (index + delta) & 0xffff
  }
  return 0
}

function readSimpleGlyph(font: Buffer, start: number, contourCount: number): Point[][] {
  let at = start + 10
  const ends = Array.from({ length: contourCount }, (_, i) => font.readUInt16BE(at + i * 2))
  at += contourCount * 2
  at += 2 + font.readUInt16BE(at)
  const count = (ends.at(-1) ?? -1) + 1
  const flags: number[] = []
  while (flags.length < count) {
    const flag = font.readUInt8(at++)
    const repeats = flag & 8 ? font.readUInt8(at++) : 0
    for (let i = 0; i <= repeats; i++) flags.push(flag)
  }
  const axis = (short: number, same: number) => {
    let value = 0
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? font.readUInt8(at++) : -font.readUInt8(at++)
      else if (!(flag & same)) {
        value += font.readInt16BE(at)
        at += 2
      }
      return value
    })
  }
  const xs = axis(2, 16)
  const ys = axis(4, 32)
  const points = flags.map((flag, i) => ({ x: xs[i] ?? 0, y: ys[i] ?? 0, onCurve: (flag & 1) !== 0 }))
  return ends.map((end, i) => points.slice((ends[i - 1] ?? -1) + 1, end + 1))
}

/** TrueType curves are quadratic with implied points between two controls; PDF wants cubic ones. */
function contourPath(points: Point[], scale: number): string {
  const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true })
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.length < 2) return ''
  const start = first.onCurve ? first : last.onCurve ? last : middle(first, last)
  const number = (value: number) => (value * scale).toFixed(4).replace(/\.?0+$/, '')
  const out = [`${number(start.x)} ${number(start.y)} m`]
  let current = start
  let control: Point | undefined
  const curveTo = (to: Point) => {
    if (control) {
      const c1 = {
        x: current.x + (2 / 3) * (control.x - current.x),
        y: current.y + (2 / 3) * (control.y - current.y),
      }
      const c2 = { x: to.x + (2 / 3) * (control.x - to.x), y: to.y + (2 / 3) * (control.y - to.y) }
      out.push([c1.x, c1.y, c2.x, c2.y, to.x, to.y].map(number).join(' '), 'c')
      control = undefined
    } else out.push(`${number(to.x)} ${number(to.y)} l`)
    current = to
  }
  for (const point of first.onCurve ? points.slice(1) : points) {
    if (point === start) continue
    if (point.onCurve) curveTo(point)
    else {
      if (control) curveTo(middle(control, point))
      control = point
    }
  }
  curveTo(start)
  return `${out.join(' ')} h`
}
