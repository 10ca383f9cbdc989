/** The ĐẾN mark of NĐ 30/2020/NĐ-CP, Phụ lục IV: 35 by 50 mm, as the appearance of the receiving agency's own signature. */
import { type Appearance, drawText, n } from './appearance.ts'
import type { OutlineFont } from './outline-font.ts'

const millimetre = 72 / 25.4
const red = '0.85 0.07 0.10'
const width = 50 * millimetre
const height = 35 * millimetre

/** A frame with the agency, số đến and ngày đến; what is filled by hand stays a dotted line. */
export function arrivalMarkAppearance(
  fonts: { bold: OutlineFont; regular: OutlineFont },
  { agency, number, day }: { agency: string; number: string; day: string },
): Appearance {
  const line = (font: OutlineFont, text: string, size: number, x: number, y: number) =>
    `q ${n(size)} 0 0 ${n(size)} ${n(x)} ${n(y)} cm ${drawText(font, text)} Q`
  const fitted = (font: OutlineFont, text: string, size: number, room: number) =>
    Math.min(size, room / Math.max(0.1, font.width(text)))
  const head = halves(agency.toLocaleUpperCase('vi'), 26)
  const parts = [
    `${red} rg ${red} RG 1.1 w 0.8 0.8 ${n(width - 1.6)} ${n(height - 1.6)} re S`,
    ...head.map((text, at) => {
      const size = fitted(fonts.bold, text, 8, width - 8)
      const left = (width - fonts.bold.width(text) * size) / 2
      return line(fonts.bold, text, size, left, height - 12 - at * 10)
    }),
    `0.6 w 0.8 ${n(height - 26)} m ${n(width - 0.8)} ${n(height - 26)} l S`,
    line(fonts.bold, 'ĐẾN', 19, 6, height - 54),
    line(fonts.regular, 'Số:', 9.5, 54, height - 41),
    line(fonts.bold, number, fitted(fonts.bold, number, 12, 62), 74, height - 41.5),
    line(fonts.regular, 'Ngày:', 9.5, 54, height - 57),
    line(fonts.bold, day, 10.5, 80, height - 57),
    line(fonts.regular, 'Chuyển: .......................................', 8.5, 6, height - 74),
    line(fonts.regular, 'Số và ký hiệu HS: .......................', 8.5, 6, height - 90),
  ]
  return { width, height, content: `q ${parts.join('\n')} Q` }
}

/** One line, or two broken at the space nearest to the middle. */
function halves(text: string, longest: number): string[] {
  if (text.length <= longest) return [text]
  const words = text.split(' ')
  let best = 1
  for (let at = 1; at < words.length; at++) {
    const apart = (place: number) => Math.abs(words.slice(0, place).join(' ').length - text.length / 2)
    if (apart(at) < apart(best)) best = at
  }
  return [words.slice(0, best).join(' '), words.slice(best).join(' ')]
}
