/** Glyph outlines of a font, for text that must be drawn as paths: no font to embed, none to miss. */
import opentype, { type PathCommand } from 'opentype.js'

export interface OutlineFont {
  /** Width of the text at size 1. */
  width(text: string): number
  /** Whether the font has a picture of this character at all. */
  has(codePoint: number): boolean
  /** PDF path operators of one character at size 1, to be filled; empty for a space. */
  glyph(character: string): { path: string; width: number }
}

/** Reads a font of ours, TrueType or OpenType; a font from outside is never given to it. */
export function readOutlineFont(bytes: Buffer): OutlineFont {
  const font = opentype.parse(Uint8Array.from(bytes).buffer)
  const scale = 1 / font.unitsPerEm
  const known = new Map<string, { path: string; width: number }>()

  function glyph(character: string) {
    let drawn = known.get(character)
    if (!drawn) {
      const found = font.charToGlyph(character)
      drawn = { path: pathOf(found.path.commands, scale), width: (found.advanceWidth ?? 0) * scale }
      known.set(character, drawn)
    }
    return drawn
  }
  return {
    glyph,
    has: (codePoint) => font.charToGlyphIndex(String.fromCodePoint(codePoint)) !== 0,
    width: (text) => [...text.normalize('NFC')].reduce((sum, c) => sum + glyph(c).width, 0),
  }
}

/** Curves of a font are mostly quadratic; PDF wants cubic ones. */
function pathOf(commands: readonly PathCommand[], scale: number): string {
  const number = (value: number) => (value * scale).toFixed(4).replace(/\.?0+$/, '')
  const draw = (operator: string, ...values: number[]) => [...values.map(number), operator].join(' ')
  let at = { x: 0, y: 0 }
  return commands
    .map((command) => {
      if (command.type === 'Z') return 'h'
      const { x, y } = command
      const from = at
      at = { x, y }
      if (command.type === 'M') return draw('m', x, y)
      if (command.type === 'L') return draw('l', x, y)
      if (command.type === 'C') return draw('c', command.x1, command.y1, command.x2, command.y2, x, y)
      const towards = (start: number, control: number) => start + (2 / 3) * (control - start)
      return draw(
        'c',
        towards(from.x, command.x1),
        towards(from.y, command.y1),
        towards(x, command.x1),
        towards(y, command.y1),
        x,
        y,
      )
    })
    .join(' ')
}
