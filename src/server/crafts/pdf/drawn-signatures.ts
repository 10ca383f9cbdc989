import { readFileSync } from 'node:fs'
import { tinos } from '#server/crafts/fonts/fonts.ts'
import {
  type Appearance,
  drawText,
  n,
  personalAppearance,
  type Strokes,
  sealAppearance,
} from './appearance.ts'
import { arrivalMarkAppearance } from './arrival-mark.ts'
import { type OutlineFont, readOutlineFont } from './outline-font.ts'

const fonts = new Map<string, OutlineFont>()
const seals = new Map<string, Appearance>()
const maximumSeals = 500
const millimetre = 72 / 25.4

/** The blue signature of a leader: the strokes on file, or else the name drawn as by hand. */
export function drawPersonalSignature(options: { name: string; strokes?: Strokes }): Appearance {
  return personalAppearance(font(tinos.boldItalic), options)
}

/** The red seal of an agency; drawn once and kept, for an agency seals many documents. */
export function drawSeal(options: { agency: string; superior: string; demo: boolean }): Appearance {
  const key = JSON.stringify([options.agency, options.superior, options.demo])
  let seal = seals.get(key)
  if (!seal) {
    if (seals.size >= maximumSeals) seals.clear()
    seal = sealAppearance(font(tinos.bold), options)
    seals.set(key, seal)
  }
  return seal
}

/** The ĐẾN mark of an agency, with number and day. */
export function drawArrivalMark(options: { agency: string; number: string; day: string }): Appearance {
  return arrivalMarkAppearance({ bold: font(tinos.bold), regular: font(tinos.regular) }, options)
}

/**
 * What an agency's signature on a copy looks like: form of the copy, agency and moment in black letters of 10 points, no picture of a seal (NĐ
 * 30/2020/NĐ-CP Phụ lục I, sao sang định dạng điện tử). Two lines that end at the right.
 */
export function drawCopySignature(options: { mark: string; agency: string; moment: string }): Appearance {
  const [width, height] = [86 * millimetre, 11 * millimetre]
  const regular = font(tinos.regular)
  const lines = [`${options.mark}; ${options.agency}`, options.moment]
  const drawn = lines.map((words, index) => {
    const size = Math.min(10, (width - 2) / regular.width(words))
    const left = width - 1 - regular.width(words) * size
    return `q ${n(size)} 0 0 ${n(size)} ${n(left)} ${n(height - 12 - index * 14)} cm ${drawText(regular, words)} Q`
  })
  return { width, height, content: `q 0 g ${drawn.join('\n')} Q` }
}

function font(path: string): OutlineFont {
  let known = fonts.get(path)
  if (!known) {
    known = readOutlineFont(readFileSync(path))
    fonts.set(path, known)
  }
  return known
}
