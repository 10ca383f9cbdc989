/** A plan set on pages by our typesetter: what the rules are to find in a PDF. */
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readOwnFaces } from '#server/crafts/fonts/fonts.ts'
import type { Plan } from '../fixtures.ts'

const source = `
#let d = json(bytes(sys.inputs.data))
#let n = d.number

#let is-shown(first) = not n.at("none", default: false) and (not first or n.at("shownOnFirst", default: false))
#let shown = context {
  let page = counter(page).get().first()
  if is-shown(page == 1) {
    text(
      size: n.at("size", default: 13) * 1pt,
      style: if n.at("italics", default: false) { "italic" } else { "normal" },
      str(page),
    )
  }
}
#let sides = (left: left, center: center, right: right)
#let side = sides.at(n.at("align", default: "center"))
#let below = n.at("below", default: false)

#set page(
  width: d.page.width * 1mm,
  height: d.page.height * 1mm,
  margin: (top: d.page.top * 1mm, right: d.page.right * 1mm, bottom: d.page.bottom * 1mm, left: d.page.left * 1mm),
  header-ascent: 0pt,
  footer-descent: 0pt,
  header: if below { [] } else { place(bottom + side, dy: -7mm, shown) },
  footer: if below { place(top + side, dy: 5mm, shown) } else { [] },
)
// Lines are as high as their letters, so that what parts them is said by the plan alone.
#set text(
  font: "Nhip0", lang: "vi", hyphenate: false, overhang: false, top-edge: 0.8em, bottom-edge: -0.2em,
  costs: (widow: 0%, orphan: 0%),
)
#let single = 1.149

#let words(l, letters, is-bold) = text(
  font: if l.at("font", default: "Times New Roman") == "Times New Roman" { ("Nhip0",) } else { ("DejaVu Sans Mono",) },
  size: l.at("size", default: 14) * 1pt,
  weight: if is-bold { "bold" } else { "regular" },
  style: if l.at("italics", default: false) { "italic" } else { "normal" },
  fill: rgb("#" + l.at("color", default: "000000")),
  letters,
)
#let said(l) = {
  let label = l.at("label", default: 0)
  let letters = l.text.clusters()
  if label == 0 { return words(l, l.text, l.at("bold", default: false)) }
  words(l, letters.slice(0, label).join(), true)
  words(l, letters.slice(label).join(), false)
}
#let laid(l, usual) = {
  let size = l.at("size", default: 14) * 1pt
  if l.text == "" { return block(height: single * size, above: 0pt, below: 0pt) }
  let side = l.at("align", default: usual)
  let part = l.at("underlined", default: 0)
  set text(size: size)
  set align(if side == "both" { left } else { sides.at(side) })
  block(width: 100%, above: 0pt, below: (single - 1) * size + l.at("after", default: 0) * 1pt, {
    par(
      justify: side == "both",
      leading: (single * l.at("line", default: 240) / 240 - 1) * size,
      first-line-indent: (amount: l.at("indent", default: 0) * 1mm, all: true),
      said(l),
    )
    if part > 0 {
      context place(bottom + sides.at(side), line(length: measure(said(l)).width * part, stroke: 0.5pt))
    }
  })
}
#let all(lines, usual) = ([], ..lines.map(l => laid(l, usual))).join()
#let beside(one, other, usual) = block(
  breakable: false,
  width: 100%,
  above: 0pt,
  below: 6pt,
  grid(columns: (72mm, 93mm), all(one, usual.first()), all(other, usual.last())),
)

#all(d.top, "left")
#beside(d.left, d.right, ("center", "center"))
#all(d.title, "left")
#all(d.text, "left")
#beside(d.recipients, d.signature, ("left", "center"))
#if d.appendix.len() > 0 {
  pagebreak()
  all(d.appendix, "left")
}
`

let compiler: NodeCompiler | undefined

/** The plan as a file; in another font than ours where it names one. */
export function pdfOf(plan: Plan): Buffer {
  compiler ??= NodeCompiler.create({
    workspace: join(process.cwd(), 'src/server/crafts/typeset/templates'),
    fontArgs: [{ fontBlobs: readOwnFaces() }],
  })
  const { result } = compiler.compile({ mainFileContent: source, inputs: { data: JSON.stringify(plan) } })
  if (!result) throw new Error('the plan cannot be set')
  return compiler.pdf(result)
}
