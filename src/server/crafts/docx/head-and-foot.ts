/** What a document says around its text: read into the form it is drafted by, and taken out so that it is not said twice. */
import type { Block, Inline } from '#shared/document/body.ts'
import { inlineText } from '#shared/document/text-of.ts'
import { type DocumentTypeKey, documentTypes } from '#shared/document/types.ts'
import type { Droppings } from './dropped.ts'

export interface ReadHead {
  type?: DocumentTypeKey
  /** As it is written: `05/QĐ-UBND`; empty before the slash in a draft. */
  symbol?: string
  subject?: string
  addressees: string[]
  recipients: string[]
}

export interface WithoutHead {
  head: ReadHead
  blocks: Block[]
}

const state = /CỘNG\s{1,3}H(?:ÒA|OÀ)\s{1,3}XÃ\s{1,3}HỘI\s{1,3}CHỦ\s{1,3}NGHĨA/iu
const motto = /Độc\s{1,2}lập\s{0,2}[-–]\s{0,2}Tự\s{1,2}do/iu
const most = 30

/** Takes head and foot out of the first and the last blocks; of a text without quốc hiệu nothing is taken. */
export function takeHeadAndFoot(blocks: readonly Block[], dropped: Droppings): WithoutHead {
  const head: ReadHead = { addressees: [], recipients: [] }
  const begin = blocks.slice(0, most).findIndex((block) => state.test(wordsIn(block)))
  if (begin < 0) return { head, blocks: [...blocks] }
  const rest = takeHead(blocks, begin, head, dropped)
  return { head, blocks: takeFoot(rest, head, dropped) }
}

function takeHead(blocks: readonly Block[], begin: number, head: ReadHead, dropped: Droppings): Block[] {
  const taken = blocks.slice(0, begin + 1)
  let next = passPictures(blocks, begin, dropped)
  readLetterhead(taken.map(wordsIn).join('\n'), head)
  const take = () => {
    taken.push(blocks[next] as Block)
    next += 1
  }
  // What a letterhead without a table has in lines of its own.
  while (next < most && isHeadLine(wordsIn(blocks[next]))) {
    readLetterhead(wordsIn(blocks[next]), head)
    take()
  }
  const type = typeOf(wordsIn(blocks[next]))
  if (type) {
    head.type = type.key
    const more = wordsIn(blocks[next]).split('\n').slice(1).join(' ').trim()
    take()
    const subject: string[] = more ? [more] : []
    while (next < most && subject.length < 6 && isSubjectLine(blocks[next])) {
      const words = wordsIn(blocks[next]).trim()
      if (!isRule(words)) subject.push(words)
      take()
    }
    if (subject.length > 0) head.subject = subject.join(' ')
  } else if (head.subject !== undefined) head.type = 'official_letter'
  if (/^\s*Kính\s{1,2}gửi\s{0,2}:/iu.test(wordsIn(blocks[next]))) {
    const first = wordsIn(blocks[next]).replace(/^\s*Kính\s{1,2}gửi\s{0,2}:/iu, '')
    head.addressees.push(...namesIn(first))
    take()
    while (next < blocks.length && head.addressees.length < 50 && isDashed(blocks[next])) {
      head.addressees.push(...namesIn(wordsIn(blocks[next])))
      take()
    }
  }
  // Thẩm quyền ban hành, in capitals above the bases.
  const power = wordsIn(blocks[next]).trim()
  if (
    /^(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|GIÁM ĐỐC|HỘI ĐỒNG|TRƯỞNG|CHÁNH|BỘ TRƯỞNG)/u.test(power) &&
    power === power.toLocaleUpperCase('vi') &&
    !/:$/.test(power)
  )
    take()
  dropped.add(
    'head',
    taken
      .map(wordsIn)
      .join('\n')
      .replace(/[\n\t]+/g, ' · '),
  )
  return blocks.slice(next)
}

/** Pictures of a table that is taken (an emblem, a signature, a seal) stand below it: they are no part of the text. */
function passPictures(blocks: readonly Block[], table: number, dropped: Droppings): number {
  let next = table + 1
  if (blocks[table]?.type !== 'table') return next
  for (let block = blocks[next]; block?.type === 'image'; block = blocks[next]) {
    dropped.add('images', block.attrs.alt)
    next += 1
  }
  return next
}

function readLetterhead(words: string, head: ReadHead): void {
  for (const line of words.split(/[\n\t]/)) {
    const symbol = /Số\s{0,3}:\s{0,3}([^\s;]{0,20}\s{0,3}\/[^\s;,]{1,30})/u.exec(line)?.[1]
    if (symbol) head.symbol ??= symbol.replace(/\s/g, '')
    const subject = /^\s*V\/v\s{0,3}:?\s{0,3}(\S.{0,480})/iu.exec(line)?.[1]
    if (subject) head.subject ??= subject.trim()
  }
}

function isHeadLine(words: string): boolean {
  const line = words.trim()
  return (
    motto.test(line) ||
    isRule(line) ||
    /^Số\s{0,3}:/u.test(line) ||
    /^V\/v\b/iu.test(line) ||
    /,\s{0,3}ngày\s.{0,10}tháng\s.{0,10}năm/iu.test(line)
  )
}

const isRule = (line: string): boolean => line !== '' && /^[-–—_*.\s]{1,80}$/.test(line)

function typeOf(words: string): (typeof documentTypes)[number] | undefined {
  const line = words.split('\n')[0]?.trim().normalize('NFC') ?? ''
  if (line === '' || line !== line.toLocaleUpperCase('vi')) return undefined
  return documentTypes.find(({ name }) => name.toLocaleUpperCase('vi') === line)
}

function isSubjectLine(block: Block | undefined): boolean {
  if (block?.type !== 'paragraph' || block.attrs.align !== 'center') return false
  const words = wordsIn(block).trim()
  if (/^(?:Kính\s|CHỦ TỊCH|ỦY BAN|UỶ BAN|GIÁM ĐỐC|HỘI ĐỒNG)/u.test(words) || /:$/.test(words)) return false
  return isRule(words) || isBold(block.content) || /^(?:V\/v|Về)\s/u.test(words)
}

function isBold(content: readonly Inline[] = []): boolean {
  return (
    content.length > 0 &&
    content.every(
      (one) =>
        one.type !== 'text' || one.marks?.some(({ type }) => type === 'bold') || one.text.trim() === '',
    )
  )
}

/** The last place that says `Nơi nhận:`: a table with the signature beside it, or lines. What follows an appendix heading is text. */
function takeFoot(blocks: readonly Block[], head: ReadHead, dropped: Droppings): Block[] {
  const at = blocks.findLastIndex((block) => /^\s*Nơi\s{1,2}nhận\s{0,2}:/imu.test(wordsIn(block)))
  if (at < 0) return [...blocks]
  let end = at + 1
  const block = blocks[at] as Block
  if (block.type === 'table') {
    end = passPictures(blocks, at, dropped)
    const cells = block.content.flatMap(({ content = [] }) => content)
    const own = cells.find((cell) => /^\s*Nơi\s{1,2}nhận\s{0,2}:/imu.test(cellWords(cell)))
    head.recipients.push(
      ...(own ? cellWords(own) : '')
        .split('\n')
        .filter((line) => /^\s*[-–+]/u.test(line))
        .flatMap(namesIn),
    )
  } else {
    while (end < blocks.length && isDashed(blocks[end])) {
      head.recipients.push(...namesIn(wordsIn(blocks[end])))
      end += 1
    }
  }
  dropped.add(
    'foot',
    blocks
      .slice(at, end)
      .map(wordsIn)
      .join('\n')
      .replace(/[\n\t]+/g, ' · '),
  )
  return [...blocks.slice(0, at), ...blocks.slice(end)]
}

function isDashed(block: Block | undefined): boolean {
  if (!block) return false
  return (
    (block.type === 'item' && !block.attrs.ordered) ||
    (block.type === 'paragraph' && /^\s*[-–+]\s/u.test(wordsIn(block)))
  )
}

function namesIn(words: string): string[] {
  return words
    .split(/[\n;]/)
    .map((name) =>
      name
        .replace(/^\s*[-–+]\s*/u, '')
        .replace(/[\s;.,]+$/u, '')
        .trim(),
    )
    .filter((name) => name !== '' && name.length <= 300)
}

type Cell = NonNullable<Extract<Block, { type: 'table' }>['content'][number]['content']>[number]

const cellWords = (cell: Cell): string =>
  cell.content.map((part) => `${part.type === 'item' ? '- ' : ''}${inlineText(part.content)}`).join('\n')

/** Lines of a block: of a table one for each cell. */
export function wordsIn(block: Block | undefined): string {
  if (!block || block.type === 'page_break' || block.type === 'image') return ''
  if (block.type !== 'table') return inlineText(block.content)
  return block.content.flatMap(({ content = [] }) => content.map(cellWords)).join('\n')
}
