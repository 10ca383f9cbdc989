/** Drawings of appearances: only operators of PDF, only resources of their own, only colours the output intent knows. */
import type { PdfDocument } from '#server/crafts/pdf/document.ts'
import { inflate } from '#server/crafts/pdf/filters.ts'
import { isName, type PdfStream } from '#server/crafts/pdf/objects.ts'
import type { PdfaRule } from './rules.ts'

const operators = new Set(
  (
    'b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri ' +
    's S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' "'
  ).split(' '),
)
/** The operand before them is the name of a resource, of this category. */
const named: Record<string, string> = {
  Do: 'XObject',
  gs: 'ExtGState',
  Tf: 'Font',
  cs: 'ColorSpace',
  CS: 'ColorSpace',
  sh: 'Shading',
}
const deviceSpaces = /^(?:DeviceGray|DeviceRGB|DeviceCMYK|Pattern)$/
/** Saving within saving (ISO 19005-2, 6.1.13). */
const deepest = 28

export function checkContent(
  document: PdfDocument,
  form: PdfStream,
  { profile, tell }: { profile: string; tell: (rule: PdfaRule, found: string) => void },
): void {
  const resources = document.resolveDict(form.dict.entries.get('Resources'))
  const has = (category: string, name: string) =>
    document.resolveDict(resources?.entries.get(category))?.entries.has(name) ?? false
  let depth = 0
  let last: string[] = []
  for (const token of tokens(document, form)) {
    const isOperand =
      /^[-+.\d/[(<\])>]/.test(token) || token === 'true' || token === 'false' || token === 'null'
    if (isOperand) {
      last.push(token)
      continue
    }
    if (!operators.has(token)) tell('content.operator', token)
    if (token === 'q') depth += 1
    if (token === 'Q') depth -= 1
    if (depth > deepest || depth < 0) tell('limits.nesting', String(depth))
    const category = named[token]
    const name = last.find((one) => one.startsWith('/'))?.slice(1) ?? ''
    const isDevice = category === 'ColorSpace' && deviceSpaces.test(name)
    if (category && !isDevice && !has(category, name)) tell('content.resource', `/${name} ${token}`)
    const space = deviceOf(token, isDevice ? name : '')
    if (space && space !== 'GRAY' && space !== profile)
      tell('colour.device', `${token}, ${profile || 'no output intent'}`)
    if (space === 'GRAY' && profile === '') tell('colour.device', `${token}, no output intent`)
    last = []
  }
  if (depth !== 0) tell('limits.nesting', String(depth))
}

function deviceOf(operator: string, name: string): string {
  if (/^(?:rg|RG)$/.test(operator) || name === 'DeviceRGB') return 'RGB '
  if (/^[kK]$/.test(operator) || name === 'DeviceCMYK') return 'CMYK'
  return /^[gG]$/.test(operator) || name === 'DeviceGray' ? 'GRAY' : ''
}

function* tokens(document: PdfDocument, form: PdfStream): Iterable<string> {
  const isPacked = isName(document.resolve(form.dict.entries.get('Filter')), 'FlateDecode')
  const text = (isPacked ? inflate(form.data, document.budget) : form.data).toString('latin1')
  document.budget.step(text.length)
  // Strings are left out: drawings of ours hold paths alone, and those of others only what their letters are.
  for (const [token] of text.matchAll(
    /\((?:[^()\\]|\\.)*\)|<[0-9a-fA-F\s]*>|\/[^\s/[\]()<>]*|[[\]]|[^\s/[\]()<>]+/g,
  )) {
    yield token
  }
}
