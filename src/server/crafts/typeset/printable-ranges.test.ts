import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tinos } from '#server/crafts/fonts/fonts.ts'
import { readOutlineFont } from '#server/crafts/pdf/outline-font.ts'

/** Read from right to left: they would reorder the words and numbers beside them in a Vietnamese paper. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/u
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\ufffc\ufffd]/u

/** Every character that all four faces show, small and in capitals. `vitest -u` writes the file anew after an update of the font. */
test('the letters said to be printable are those of the font', async () => {
  const fonts = Object.values(tinos).map((path) => readOutlineFont(readFileSync(path)))
  const isShown = (text: string) =>
    [...text].every((character) => {
      const codePoint = character.codePointAt(0) ?? 0
      return (
        !unseen.test(character) && !rightToLeft.test(character) && fonts.every((font) => font.has(codePoint))
      )
    })
  const ranges: [number, number][] = []
  for (let codePoint = 0x20; codePoint <= 0x10ffff; codePoint += 1) {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue
    const character = String.fromCodePoint(codePoint)
    if (!isShown(character) || !isShown(character.toLocaleUpperCase('vi'))) continue
    const last = ranges.at(-1)
    if (last?.[1] === codePoint - 1) last[1] = codePoint
    else ranges.push([codePoint, codePoint])
  }
  const hex = (codePoint: number) => codePoint.toString(16)
  const listed = ranges.map(([first, last]) => (first === last ? hex(first) : `${hex(first)}-${hex(last)}`))
  const file = `/** Code points of Tinos, all four faces, in hexadecimal; written by \`printable-ranges.test.ts\`. */
export const printableRanges =
  '${listed.join(' ')}'
`
  await expect(file).toMatchFileSnapshot('../../../shared/text/printable-ranges.gen.ts')
})
