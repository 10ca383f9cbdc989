/** What a paragraph and its letters look like: defaults of the document, styles by what they build on, and what is said on the spot. */
import type { Align } from '../model.ts'
import { attributeOf, child, children, type Node, numberOf } from './tree.ts'

export interface Letters {
  font?: string | undefined
  size?: number | undefined
  bold?: boolean | undefined
  italic?: boolean | undefined
  colour?: string | undefined
  caps?: boolean | undefined
  underlined?: boolean | undefined
  hidden?: boolean | undefined
}

export interface Looks {
  align?: Align | undefined
  /** Twentieths of a point. */
  firstLine?: number | undefined
  before?: number | undefined
  after?: number | undefined
  line?: number | undefined
  lineRule?: string | undefined
  isContextual?: boolean | undefined
  /** A line drawn above it, beneath it; each side is said alone. */
  hasTop?: boolean | undefined
  hasBottom?: boolean | undefined
  /** From the edges of its room. */
  left?: number | undefined
  right?: number | undefined
  list?: { id: string; level: number } | undefined
}

export interface Styles {
  paragraph(id: string | undefined): { letters: Letters; looks: Looks }
  letters(id: string | undefined): Letters
  hasTableBorders(id: string | undefined): boolean
  lettersOf(properties: Node | undefined): Letters
}

/** A style may build on another, so many deep at most. */
const deepest = 20

export function readStyles(root: Node | undefined, theme: Node | undefined): Styles {
  const fonts = themeFonts(theme)
  const byId = new Map(
    children(root, 'w:style').map((style) => [attributeOf(style, 'w:styleId') ?? '', style]),
  )
  const defaults = child(root, 'w:docDefaults')
  const lettersOf = (properties: Node | undefined) => readLetters(properties, fonts)
  const baseLetters = lettersOf(child(child(defaults, 'w:rPrDefault'), 'w:rPr'))
  const baseLooks = readLooks(child(child(defaults, 'w:pPrDefault'), 'w:pPr'))
  const normal = [...byId.values()].find(
    (style) =>
      attributeOf(style, 'w:type') === 'paragraph' &&
      /^(?:1|true|on)$/.test(attributeOf(style, 'w:default') ?? ''),
  )
  const known = new Map<string, { letters: Letters; looks: Looks }>()

  const chain = (id: string | undefined): Node[] => {
    const found: Node[] = []
    let style = id === undefined ? undefined : byId.get(id)
    while (style && found.length < deepest && !found.includes(style)) {
      found.unshift(style)
      style = byId.get(attributeOf(child(style, 'w:basedOn')) ?? '')
    }
    return found
  }
  return {
    paragraph(id) {
      // Of a style that is not there what is usual holds.
      const wanted = id !== undefined && byId.has(id) ? id : (attributeOf(normal, 'w:styleId') ?? '')
      const seen = known.get(wanted)
      if (seen) return seen
      // What nothing is said of is set in Times New Roman of 10 points.
      const made = { letters: { font: 'Times New Roman', size: 10, ...baseLetters }, looks: { ...baseLooks } }
      for (const style of chain(wanted)) {
        Object.assign(made.letters, lettersOf(child(style, 'w:rPr')))
        Object.assign(made.looks, readLooks(child(style, 'w:pPr')))
      }
      known.set(wanted, made)
      return made
    },
    letters: (id) => Object.assign({}, ...chain(id).map((style) => lettersOf(child(style, 'w:rPr')))),
    hasTableBorders: (id) =>
      chain(id).some((style) => hasBorders(child(child(style, 'w:tblPr'), 'w:tblBorders'))),
    lettersOf,
  }
}

export const drawnSides = (borders: Node | undefined): number => borders?.children.filter(isDrawn).length ?? 0

export const hasBorders = (borders: Node | undefined): boolean => drawnSides(borders) > 0

function themeFonts(theme: Node | undefined): Map<string, string> {
  const scheme = child(child(theme, 'a:themeElements'), 'a:fontScheme')
  const faceOf = (node: Node | undefined) => node?.attributes.get('typeface') ?? ''
  const latin = (part: string) => faceOf(child(child(scheme, part), 'a:latin'))
  // `Times New Roman (Headings CS)`, as Word offers it: of scripts written from the right, and taken for any.
  const complex = (part: string) => {
    const fonts = child(scheme, part)
    const arabic = children(fonts, 'a:font').find((font) => font.attributes.get('script') === 'Arab')
    return faceOf(child(fonts, 'a:cs')) || faceOf(arabic)
  }
  return new Map([
    ['major', latin('a:majorFont')],
    ['minor', latin('a:minorFont')],
    ['majorBidi', complex('a:majorFont')],
    ['minorBidi', complex('a:minorFont')],
  ])
}

const isOn = (node: Node | undefined): boolean | undefined =>
  node ? !/^(?:0|false|off|none)$/.test(attributeOf(node) ?? '') : undefined

function readLetters(properties: Node | undefined, themes: Map<string, string>): Letters {
  if (!properties) return {}
  const fonts = child(properties, 'w:rFonts')
  const theme = attributeOf(fonts, 'w:asciiTheme') ?? attributeOf(fonts, 'w:hAnsiTheme')
  const size = numberOf(child(properties, 'w:sz'))
  const colour = attributeOf(child(properties, 'w:color'))
  return said({
    font:
      (theme && themes.get(/^(?:major|minor)(?:Bidi)?/.exec(theme)?.[0] ?? '')) ||
      attributeOf(fonts, 'w:ascii') ||
      attributeOf(fonts, 'w:hAnsi'),
    size: size === undefined ? undefined : size / 2,
    bold: isOn(child(properties, 'w:b')),
    italic: isOn(child(properties, 'w:i')),
    colour: colour?.toLowerCase(),
    caps: isOn(child(properties, 'w:caps')),
    underlined: isOn(child(properties, 'w:u')),
    hidden: isOn(child(properties, 'w:vanish')),
  })
}

const aligns: Record<string, Align> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
}

export function readLooks(properties: Node | undefined): Looks {
  if (!properties) return {}
  const spacing = child(properties, 'w:spacing')
  const indent = child(properties, 'w:ind')
  const hanging = numberOf(indent, 'w:hanging')
  const borders = child(properties, 'w:pBdr')
  const numbers = child(properties, 'w:numPr')
  const id = attributeOf(child(numbers, 'w:numId'))
  return said({
    align: aligns[attributeOf(child(properties, 'w:jc')) ?? ''],
    firstLine: hanging === undefined ? numberOf(indent, 'w:firstLine') : -hanging,
    before: isAutomatic(spacing, 'before') ? automaticSpacing : numberOf(spacing, 'w:before'),
    after: isAutomatic(spacing, 'after') ? automaticSpacing : numberOf(spacing, 'w:after'),
    line: numberOf(spacing, 'w:line'),
    lineRule:
      spacing && attributeOf(spacing, 'w:line') ? (attributeOf(spacing, 'w:lineRule') ?? 'auto') : undefined,
    isContextual: isOn(child(properties, 'w:contextualSpacing')),
    hasTop: isDrawn(child(borders, 'w:top')),
    hasBottom: isDrawn(child(borders, 'w:bottom')),
    left: numberOf(indent, 'w:left') ?? numberOf(indent, 'w:start'),
    right: numberOf(indent, 'w:right') ?? numberOf(indent, 'w:end'),
    list: id === undefined ? undefined : { id, level: numberOf(child(numbers, 'w:ilvl')) ?? 0 },
  })
}

/** As pages of the web have it, whatever number stands beside it. */
const automaticSpacing = 280
const isAutomatic = (spacing: Node | undefined, side: 'before' | 'after'): boolean =>
  /^(?:1|true|on)$/.test(attributeOf(spacing, `w:${side}Autospacing`) ?? '')

const isDrawn = (side: Node | undefined): boolean | undefined =>
  side ? !/^(?:nil|none)$/.test(attributeOf(side) ?? 'none') : undefined

/** Without what is not said, so that it covers nothing. */
function said<T extends object>(all: T): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T
}
