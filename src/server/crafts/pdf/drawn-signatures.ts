import { readFileSync } from 'node:fs'
import { tinos } from '#server/crafts/fonts/fonts.ts'
import { type Appearance, personalAppearance, type Strokes, sealAppearance } from './appearance.ts'
import { arrivalMarkAppearance } from './arrival-mark.ts'
import { type OutlineFont, readOutlineFont } from './outline-font.ts'

const fonts = new Map<string, OutlineFont>()
const seals = new Map<string, Appearance>()
const maximumSeals = 500

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

function font(path: string): OutlineFont {
  let known = fonts.get(path)
  if (!known) {
    known = readOutlineFont(readFileSync(path))
    fonts.set(path, known)
  }
  return known
}
