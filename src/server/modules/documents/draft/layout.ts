/** A draft as data for its template: that of its legal form, else NĐ 30/2020/NĐ-CP. Pure: the same document, signer and day give the same page. */

import { findForm } from '#server/crafts/typeset/forms/index.ts'
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import { qrMatrix } from '#server/crafts/typeset/qr.ts'
import type { Agency, SignatureBlock } from '#server/modules/agencies/index.ts'
import { formatDate, type LocalDay } from '#shared/dates.ts'
import { type CopyForm, findCopyForm } from '#shared/document/copies.ts'
import { dayInWords } from '#shared/form/show/in-words.ts'
import { type FilledBlock, fillLate, type LateFacts } from '#shared/form/show/template.ts'
import { type DocumentContent, type FilledForm, symbolIn } from '../model.ts'
import { hasIssuer, hasTitle, layOutText } from './lay-out-text.ts'

export interface Layout {
  kind: string
  subject: string
  content: DocumentContent
  checkCode: string
  agency: Agency
  parent: Agency | undefined
  signer: { name: string; block: SignatureBlock }
  /** Absent while it is a draft. */
  number: number | undefined
  issuedOn: LocalDay
  origin: string
  /** Of a paper signed together with another: number and day of that one; the number is absent while it is a draft. */
  first?: { symbol: string | undefined; on: LocalDay } | undefined
}

type Data = TemplateData<'nd30'>
type Block = Data['blocks'][number]

/** How a document is set: which template, with which data. */
export type LaidOut =
  | { template: 'nd30'; data: Data }
  | { template: 'form'; data: TemplateData<'form'> }
  /** Without its pages: how many there are is known once they are drawn. */
  | { template: 'copy'; data: Omit<TemplateData<'copy'>, 'pictures' | 'foot'> }

/** A copy as a copy, what has a legal form in it, everything else in the layout of NĐ 30/2020/NĐ-CP. */
export function layOut(layout: Layout): LaidOut {
  const copy = findCopyForm(layout.kind)
  if (copy) return { template: 'copy', data: layOutCopy(layout, copy) }
  const content = fillLate(layout.content, lateFactsOf(layout))
  return content.form
    ? { template: 'form', data: layOutForm({ ...layout, content }, content.form) }
    : { template: 'nd30', data: layOutNd30({ ...layout, content }) }
}

/** What stands below the pages of a copy: Phụ lục I, phần bản sao. */
function layOutCopy(
  layout: Layout,
  { name, mark }: CopyForm,
): Extract<LaidOut, { template: 'copy' }>['data'] {
  const { content, agency, checkCode, number, issuedOn } = layout
  const address = `${layout.origin}/kiem-tra/${checkCode}`
  return {
    letterhead: {
      organisation: organisationLines(agency),
      number: symbolIn(content, number, Number(issuedOn.slice(0, 4)), agency.symbol),
      place: agency.place,
      issuedOn,
    },
    mark,
    name,
    original: content.copyOf?.cited ?? '',
    pages: content.pagesOf?.pages?.join(', ') || null,
    extract: content.copyOf?.extract ?? null,
    signature: signatureOf(layout),
    recipients: content.recipients,
    verification: { code: checkCode, address, qr: qrMatrix(address) },
    draft: number === undefined,
  }
}

/** Ô số 2 of a document of this agency: the one above it, and its own name. */
export function organisationsOf(agency: Agency, parent: Agency | undefined) {
  return { parent: parentLine(agency, parent), organisation: organisationLines(agency) }
}

/** Authority and title of whoever signs, in capitals, a line each. */
export function capacityOf(content: DocumentContent, block: SignatureBlock): string[] {
  return [...authorityOf(content, block), block.title]
}

/** The two halves of a committee's name stand on two lines. */
function organisationLines({ name }: Agency): string {
  return capitals(name).replace(/^ỦY BAN NHÂN DÂN\s+/, 'ỦY BAN NHÂN DÂN\n')
}

function lateFactsOf({ issuedOn, first }: Layout): LateFacts {
  const on = formatDate(issuedOn)
  return {
    signing: { on, month: on.slice(3) },
    result: { number: first?.symbol ?? '…', on: formatDate(first?.on ?? issuedOn) },
  }
}

function layOutForm(layout: Layout, form: FilledForm): TemplateData<'form'> {
  const { content, agency, signer, checkCode, number, issuedOn } = layout
  const address = `${layout.origin}/kiem-tra/${checkCode}`
  return {
    form: form.template,
    letterhead: {
      ...headOf(form.template, layout),
      number: symbolIn(content, number, Number(issuedOn.slice(0, 4)), agency.symbol),
      place: agency.place,
      issuedOn,
    },
    fields: form.fields,
    tables: form.tables,
    signature: signatureOf(layout),
    certifier: `${readable(signer.block.title)} ${agency.name}`,
    issuedWords: dayInWords(issuedOn),
    verification: { code: checkCode, address, qr: qrMatrix(address) },
    digest: content.pagesOf?.sha256 ?? '',
    draft: number === undefined,
  }
}

/** The two lines of a form's letterhead: a paper of an office of the commune stands under the committee it belongs to. */
function headOf(
  template: string,
  { agency, parent, content }: Layout,
): { parent: string | null; organisation: string } {
  const office = content.division ? officeName(content.division, agency.name) : undefined
  if (office) {
    const committee = agency.kind === 'division' ? parent : agency
    return { parent: capitals(committee?.shortName ?? ''), organisation: capitals(office) }
  }
  const isShort = findForm(template)?.shortLetterhead === true
  const name = isShort ? agency.shortName : agency.name.replace(/^Ủy ban nhân dân\s+/, 'Ủy ban nhân dân\n')
  return { parent: parentLine(agency, parent), organisation: capitals(name) }
}

/** The offices of a commune as TT 68/2025/TT-BTC names them on its papers: a ward's has more in its name. */
function officeName(division: string, committee: string): string | undefined {
  if (division !== 'phong-kinh-te') return undefined
  return /\bphường\b/i.test(committee) ? 'Phòng Kinh tế, Hạ tầng và Đô thị' : 'Phòng Kinh tế'
}

function signatureOf({ content, signer, number }: Layout): Data['signature'] {
  return {
    capacity: capacityOf(content, signer.block),
    name: signer.name,
    fields: number === undefined ? [] : ['leader', 'agency'],
  }
}

/** Whoever uses the chairperson's own power does not sign for the collective. */
function authorityOf({ power }: DocumentContent, { authorityLines }: SignatureBlock): string[] {
  return power === 'chair' ? authorityLines.filter((line) => !line.startsWith('TM.')) : authorityLines
}

/** `PHÓ CHỦ TỊCH` as `Phó Chủ tịch`: ranks begin with a capital, what follows them too where it is a rank. */
function readable(title: string): string {
  const words = title.toLocaleLowerCase('vi').replace(/^(phó |quyền )?(.)/, (_whole, rank = '', first) => {
    return `${rank}${first.toLocaleUpperCase('vi')}`
  })
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}`
}

function layOutNd30(layout: Layout): Data {
  const { kind, content, agency, signer, checkCode, number, issuedOn } = layout
  const { abbreviation, name } = content.documentType
  const address = `${layout.origin}/kiem-tra/${checkCode}`
  const symbol = symbolIn(content, number, Number(issuedOn.slice(0, 4)), agency.symbol)
  const isText = content.body !== undefined
  const subject = subjectLine(name, layout.subject)
  const by = issuedBy(agency, { ...signer.block, authorityLines: authorityOf(content, signer.block) })
  return {
    letterhead: {
      ...organisationsOf(agency, layout.parent),
      number: symbol,
      place: agency.place,
      issuedOn,
    },
    title: (isText ? hasTitle(kind) : abbreviation !== '') ? capitals(name) : null,
    subject,
    issuer: (isText ? hasIssuer(kind) : kind === 'decision') ? capitals(by) : null,
    blocks: punctuate(kind, layOutBlocks(kind, content.blocks)),
    signature: signatureOf(layout),
    recipients: content.recipients,
    verification: { code: checkCode, address, qr: qrMatrix(address) },
    draft: number === undefined,
    ...(isText
      ? layOutText({ kind, subject, content, agency, by, symbol, issuedOn, signature: signatureOf(layout) })
      : {}),
  }
}

/** What the kind printed above already says is not said again: under GIẤY KHAI SINH stands `của Nguyễn Văn An`. */
function subjectLine(typeName: string, subject: string): string {
  if (!subject.toLocaleLowerCase('vi').startsWith(`${typeName.toLocaleLowerCase('vi')} `)) return subject
  const rest = subject.slice(typeName.length).trim()
  return /^(của|cho|số|về|và)\s/.test(rest) ? rest : `${capitals(rest.slice(0, 1))}${rest.slice(1)}`
}

/** Cơ quan chủ quản: a committee below the province names the territory it belongs to, others their superior. */
function parentLine(agency: Agency, parent: Agency | undefined): string | null {
  if (!parent) return null
  if (agency.kind !== 'people_committee') return capitals(parent.name)
  return capitals(parent.name.replace(/^Ủy ban nhân dân\s+/i, ''))
}

/** Thẩm quyền ban hành: the collective where it is signed for, else its head. */
function issuedBy(agency: Agency, { authorityLines, title }: SignatureBlock): string {
  if (authorityLines.some((line) => line.startsWith('TM.'))) return agency.name
  const head = authorityLines[0]?.replace(/^(KT|TL|TUQ)\.\s*/, '') ?? title.replace(/^Q\.\s*/, '')
  return `${readable(head)} ${agency.name}`
}

function layOutBlocks(kind: string, blocks: readonly FilledBlock[]): Block[] {
  let articles = 0
  const laidOut: Block[] = []
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      for (const text of linesOf(block.text)) laidOut.push({ kind: 'paragraph', text })
    } else if (block.kind === 'article') {
      const [text = '…………', ...paragraphs] = [...linesOf(titleOf(block.title)), ...linesOf(block.text)]
      articles += 1
      laidOut.push({ kind: 'article', number: articles, text, paragraphs })
    } else if (block.kind === 'fields') {
      if (block.rows.length > 0) laidOut.push({ kind: 'table', rows: block.rows })
    } else if (block.kind === 'table') {
      if (block.rows.length > 0) laidOut.push({ kind: 'grid', columns: block.columns, rows: block.rows })
    } else {
      laidOut.push({ kind: block.kind, text: block.text })
    }
  }
  const firstArticle = laidOut.findIndex((block) => block.kind === 'article')
  const hasHeading = laidOut.slice(0, firstArticle).some((block) => block.kind === 'heading')
  if (kind !== 'decision' || firstArticle < 0 || hasHeading) return laidOut
  return laidOut.toSpliced(firstArticle, 0, { kind: 'heading', text: 'QUYẾT ĐỊNH:' })
}

/** NĐ 30/2020 Phụ lục I, II.6 and III: bases end in semicolons, the last in a full stop; the text ends in `./.`. */
function punctuate(kind: string, blocks: readonly Block[]): Block[] {
  const lastBasis = blocks.findLastIndex((block) => block.kind === 'basis')
  const lastText = blocks.findLastIndex((block) => block.kind === 'paragraph' || block.kind === 'article')
  return blocks.map((block, index) => {
    if (block.kind === 'basis') {
      return { ...block, text: endWith(block.text, index === lastBasis ? '.' : ';') }
    }
    if (index !== lastText || !['decision', 'notice'].includes(kind)) return block
    if (block.kind === 'paragraph') return { ...block, text: endWith(block.text, './.') }
    if (block.kind !== 'article') return block
    const { paragraphs = [] } = block
    const last = paragraphs.at(-1)
    return last === undefined
      ? { ...block, text: endWith(block.text, './.') }
      : { ...block, paragraphs: [...paragraphs.slice(0, -1), endWith(last, './.')] }
  })
}

function endWith(text: string, mark: string): string {
  return text.replace(/[\s.,;/]*$/, mark)
}

/** The template numbers articles itself; a title that already says `Điều 1.` keeps only what follows. */
function titleOf(title: string): string {
  return title.replace(/^Điều\s+\d+\s*[.:]?\s*/i, '')
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function capitals(text: string): string {
  return text.toLocaleUpperCase('vi')
}
