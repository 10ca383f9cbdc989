import type { OutlineFont } from './outline-font.ts'

/** A drawing of paths only, in points from its lower left corner: nothing to embed, nothing transparent. */
export interface Appearance {
  width: number
  height: number
  /** PDF content operators. */
  content: string
}

const millimetre = 72 / 25.4
const blue = '0.10 0.22 0.60'
const red = '0.85 0.07 0.10'

/** A drawn signature: strokes as lists of points between 0 and 1, from the upper left corner. */
export type Strokes = readonly (readonly (readonly [number, number])[])[]

/**
 * The personal signature of Nghị định 30/2020/NĐ-CP, Phụ lục I: blue, without background. Drawn from the
 * leader's strokes; without any, from the name in a slanted hand with a flourish.
 */
export function personalAppearance(
  font: OutlineFont,
  options: { name: string; strokes?: Strokes },
): Appearance {
  const width = 48 * millimetre
  const height = 22 * millimetre
  const ink = `${blue} rg ${blue} RG 1 J 1 j`
  if (options.strokes) {
    const lines = options.strokes.map((stroke) =>
      stroke.map(([x, y], i) => `${n(x * width)} ${n((1 - y) * height)} ${i === 0 ? 'm' : 'l'}`).join(' '),
    )
    return { width, height, content: `q ${ink} 1.4 w ${lines.map((line) => `${line} S`).join(' ')} Q` }
  }
  const size = Math.min(25, (width - 14) / Math.max(1, font.width(options.name)) / 1.02)
  const length = font.width(options.name) * size
  const left = (width - length) / 2 - 3
  const base = height * 0.42
  const text = drawText(font, options.name)
  // Rising by five degrees and leaning, as a hand writes; then a line that returns under the name.
  const flourish = [
    `${n(left + length + 4)} ${n(base + size * 0.55)} m`,
    `${n(left + length + 14)} ${n(base - 4)} ${n(left + length * 0.6)} ${n(base - 13)} ${n(left + length * 0.22)} ${n(base - 12)} c`,
    `${n(left - 12)} ${n(base - 11)} ${n(left + length * 0.4)} ${n(base - 4)} ${n(left + length * 0.92)} ${n(base - 7)} c`,
  ].join(' ')
  return {
    width,
    height,
    content: `q ${ink} q ${n(size)} ${n(size * 0.08)} ${n(size * 0.22)} ${n(size)} ${n(left)} ${n(base)} cm ${text} Q 1 w ${flourish} S Q`,
  }
}

/**
 * The agency's seal: red, round, real size of 36 mm, its name along the circle. `demo` puts
 * THỬ NGHIỆM across it, so that no print passes for a real seal.
 */
export function sealAppearance(
  font: OutlineFont,
  options: { agency: string; superior: string; demo: boolean },
): Appearance {
  const size = 36 * millimetre
  const middle = size / 2
  const outer = middle - 1.2
  const inner = outer * 0.64
  const parts = [
    `${red} rg ${red} RG`,
    `1.9 w ${circle(middle, outer)} S`,
    `0.6 w ${circle(middle, outer - 2.6)} S`,
    `0.9 w ${circle(middle, inner)} S`,
    arcText(font, options.superior.toLocaleUpperCase('vi'), {
      middle,
      radius: inner + 4.4,
      side: 'top',
      size: 8.2,
    }),
    arcText(font, options.agency.toLocaleUpperCase('vi'), {
      middle,
      radius: outer - 6.2,
      side: 'bottom',
      size: 8.2,
    }),
    star(middle - Math.cos(0.1) * ((outer + inner) / 2 - 1), middle, 2.7),
    star(middle + Math.cos(0.1) * ((outer + inner) / 2 - 1), middle, 2.7),
    star(middle, middle + (options.demo ? 5 : 0), options.demo ? 13 : 18),
  ]
  if (options.demo) {
    const words = 'THỬ NGHIỆM'
    const textSize = 7
    const left = middle - (font.width(words) * textSize) / 2
    parts.push(`q ${textSize} 0 0 ${textSize} ${n(left)} ${n(middle - 17)} cm ${drawText(font, words)} Q`)
  }
  return { width: size, height: size, content: `q ${parts.join('\n')} Q` }
}

interface Arc {
  middle: number
  radius: number
  side: 'top' | 'bottom'
  size: number
}

function arcText(font: OutlineFont, text: string, { middle, radius, side, size }: Arc): string {
  const characters = [...text.normalize('NFC')]
  // At most 152 degrees each, so that the stars keep their place between the two.
  const fitted = Math.min(size, (radius * 2.65) / (font.width(text) * 1.08))
  const step = (character: string) => (font.glyph(character).width * fitted * 1.08) / radius
  const total = characters.reduce((sum, character) => sum + step(character), 0)
  const direction = side === 'top' ? -1 : 1
  let angle = (side === 'top' ? Math.PI / 2 : -Math.PI / 2) - (direction * total) / 2
  return characters
    .map((character) => {
      const { path, width } = font.glyph(character)
      const at = angle + (direction * step(character)) / 2
      angle += direction * step(character)
      if (!path) return ''
      const turn = side === 'top' ? at - Math.PI / 2 : at + Math.PI / 2
      const [cos, sin] = [Math.cos(turn) * fitted, Math.sin(turn) * fitted]
      const x = middle + radius * Math.cos(at) - (cos * width) / 2
      const y = middle + radius * Math.sin(at) - (sin * width) / 2
      return `q ${n(cos)} ${n(sin)} ${n(-sin)} ${n(cos)} ${n(x)} ${n(y)} cm ${path} f Q`
    })
    .join('\n')
}

/** Text as paths, one unit high, from where the pen is. */
export function drawText(font: OutlineFont, text: string): string {
  let x = 0
  return [...text.normalize('NFC')]
    .map((character) => {
      const { path, width } = font.glyph(character)
      const at = x
      x += width
      return path ? `q 1 0 0 1 ${n(at)} 0 cm ${path} f Q` : ''
    })
    .join(' ')
}

function circle(middle: number, radius: number): string {
  const k = radius * 0.5523
  const [m, r] = [middle, radius]
  return [
    `${n(m + r)} ${n(m)} m`,
    `${n(m + r)} ${n(m + k)} ${n(m + k)} ${n(m + r)} ${n(m)} ${n(m + r)} c`,
    `${n(m - k)} ${n(m + r)} ${n(m - r)} ${n(m + k)} ${n(m - r)} ${n(m)} c`,
    `${n(m - r)} ${n(m - k)} ${n(m - k)} ${n(m - r)} ${n(m)} ${n(m - r)} c`,
    `${n(m + k)} ${n(m - r)} ${n(m + r)} ${n(m - k)} ${n(m + r)} ${n(m)} c h`,
  ].join(' ')
}

function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const angle = Math.PI / 2 + (i * Math.PI) / 5
    const r = i % 2 ? radius * 0.382 : radius
    return `${n(x + r * Math.cos(angle))} ${n(y + r * Math.sin(angle))} ${i === 0 ? 'm' : 'l'}`
  })
  return `${points.join(' ')} h f`
}

/** A number as content streams have it. */
export function n(value: number): string {
  return value
    .toFixed(3)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
}
