import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the program runs: fonts and templates are found from here, from source and from a bundle alike. */
const folder = join(process.cwd(), 'node_modules/@expo-google-fonts/tinos')

/** The faces of Tinos, metrically equal to Times New Roman, with every Vietnamese letter (OFL 1.1). */
export const tinos = {
  regular: join(folder, '400Regular/Tinos_400Regular.ttf'),
  italic: join(folder, '400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bold: join(folder, '700Bold/Tinos_700Bold.ttf'),
  boldItalic: join(folder, '700Bold_Italic/Tinos_700Bold_Italic.ttf'),
} as const

/**
 * The compiler always looks through the machine's fonts as well, and the machine may have another Tinos. Ours are therefore
 * given a family of their own, which the templates name; the name stands nowhere in the PDF.
 */
const ownFamily = 'Nhip0'

/** The faces as the typesetter takes them: family `Nhip0`. */
export function readOwnFaces(): Buffer[] {
  return Object.values(tinos).map((path) => nameFamily(readFileSync(path), ownFamily))
}

/** Writes another family name of the same length into a font's table `name` (OpenType, name IDs 1 and 16). */
function nameFamily(font: Buffer, family: string): Buffer {
  const utf16 = Buffer.from(family, 'utf16le').swap16()
  const table = offsetOf(font, 'name')
  const texts = table + font.readUInt16BE(table + 4)
  for (let i = 0; i < font.readUInt16BE(table + 2); i++) {
    const at = table + 6 + i * 12
    const [platform, id, length] = [
      font.readUInt16BE(at),
      font.readUInt16BE(at + 6),
      font.readUInt16BE(at + 8),
    ]
    if (id !== 1 && id !== 16) continue
    if (platform === 1 || length !== utf16.length) throw new Error('the font names its family another way')
    utf16.copy(font, texts + font.readUInt16BE(at + 10))
  }
  return font
}

function offsetOf(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + i * 16
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}
