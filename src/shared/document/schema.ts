/** The ProseMirror schema of a document's text: the same nodes as `Body`, drawn and read as HTML by the editor. */
import {
  type DOMOutputSpec,
  type MarkSpec,
  type NodeSpec,
  Schema,
  type TagParseRule,
} from 'prosemirror-model'
import type { Citation, TextBlockType } from './body.ts'
import { readAlign, readBlock, readCell, readCitation, readItem, readMention, readPage } from './read-dom.ts'
import { citationText } from './text-of.ts'

/** A block of words that has no attribute but its id. */
function words(type: TextBlockType, tag: string, more: TagParseRule[] = []): NodeSpec {
  return {
    group: 'block',
    content: 'inline*',
    attrs: { id: { default: null } },
    defining: true,
    parseDOM: [{ tag: `${tag}[data-block=${type}]`, priority: 60, getAttrs: readBlock }, ...more],
    toDOM: ({ attrs }): DOMOutputSpec => [tag, { 'data-block': type, class: type, ...idOf(attrs) }, 0],
  }
}

const idOf = ({ id }: { [name: string]: unknown }): Record<string, string> =>
  typeof id === 'string' ? { 'data-id': id } : {}

const blocks: Record<string, NodeSpec> = {
  paragraph: {
    group: 'block',
    content: 'inline*',
    attrs: { id: { default: null }, align: { default: 'justify' } },
    parseDOM: [
      { tag: 'p', getAttrs: readAlign },
      // What a browser wraps lines in where it has no paragraphs.
      { tag: 'div', priority: 20, getAttrs: (dom) => (holdsBlocks(dom) ? false : readAlign(dom)) },
    ],
    toDOM: ({ attrs }) => [
      'p',
      {
        'data-block': 'paragraph',
        class: `paragraph ${attrs.align}`,
        'data-align': attrs.align,
        ...idOf(attrs),
      },
      0,
    ],
  },
  part: words('part', 'h2'),
  chapter: words('chapter', 'h2'),
  section: words('section', 'h3'),
  article: words('article', 'p'),
  clause: words('clause', 'p'),
  point: words('point', 'p'),
  heading: words('heading', 'h3', [{ tag: 'h1, h2, h3, h4, h5, h6', getAttrs: readBlock }]),
  basis: words('basis', 'p'),
  item: {
    group: 'block',
    content: 'inline*',
    attrs: { id: { default: null }, ordered: { default: false }, level: { default: 1 } },
    defining: true,
    parseDOM: [
      { tag: 'p[data-block=item]', priority: 60, getAttrs: readItem },
      // Of a pasted list: the lines of one item are one block.
      { tag: 'li > p, li > div', priority: 70, skip: true },
      { tag: 'li', getAttrs: readItem },
    ],
    toDOM: ({ attrs }) => [
      'p',
      {
        'data-block': 'item',
        class: `item level-${attrs.level}`,
        'data-ordered': String(attrs.ordered),
        'data-level': String(attrs.level),
        ...idOf(attrs),
      },
      0,
    ],
  },
  appendix: {
    group: 'block',
    content: 'inline*',
    attrs: { id: { default: null }, attached: { default: null } },
    defining: true,
    parseDOM: [
      {
        tag: 'h2[data-block=appendix]',
        priority: 60,
        getAttrs: (dom) => ({ ...readBlock(dom), attached: dom.getAttribute('data-attached') || null }),
      },
    ],
    toDOM: ({ attrs }) => [
      'h2',
      {
        'data-block': 'appendix',
        class: 'appendix',
        ...(attrs.attached ? { 'data-attached': attrs.attached } : {}),
        ...idOf(attrs),
      },
      0,
    ],
  },
}

const others: Record<string, NodeSpec> = {
  table: {
    group: 'block',
    content: 'row+',
    attrs: { id: { default: null } },
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'table', getAttrs: readBlock }],
    toDOM: ({ attrs }) => ['table', { 'data-block': 'table', ...idOf(attrs) }, ['tbody', 0]],
  },
  row: {
    content: 'cell*',
    tableRole: 'row',
    parseDOM: [{ tag: 'tr' }],
    toDOM: () => ['tr', 0],
  },
  cell: {
    content: '(paragraph | item)+',
    attrs: {
      colspan: { default: 1 },
      rowspan: { default: 1 },
      header: { default: false },
      colwidth: { default: null },
    },
    tableRole: 'cell',
    isolating: true,
    parseDOM: [{ tag: 'td, th', getAttrs: readCell }],
    toDOM: ({ attrs }) => [
      attrs.header ? 'th' : 'td',
      {
        ...(attrs.colspan > 1 ? { colspan: String(attrs.colspan) } : {}),
        ...(attrs.rowspan > 1 ? { rowspan: String(attrs.rowspan) } : {}),
        ...(attrs.header ? { scope: 'col' } : {}),
        ...(attrs.colwidth ? { 'data-colwidth': (attrs.colwidth as number[]).join(',') } : {}),
      },
      0,
    ],
  },
  image: {
    group: 'block',
    attrs: { id: { default: null }, sha256: {}, widthMm: { default: 120 }, alt: { default: '' } },
    draggable: true,
    parseDOM: [
      {
        tag: 'figure[data-sha256]',
        getAttrs: (dom) => ({
          ...readBlock(dom),
          sha256: dom.getAttribute('data-sha256'),
          widthMm: Number(dom.getAttribute('data-width')) || 120,
          alt: dom.getAttribute('data-alt') ?? '',
        }),
      },
    ],
    toDOM: ({ attrs }) => [
      'figure',
      {
        'data-block': 'image',
        'data-sha256': attrs.sha256,
        'data-width': String(attrs.widthMm),
        'data-alt': attrs.alt,
        ...idOf(attrs),
      },
    ],
  },
  page_break: {
    group: 'block',
    attrs: { id: { default: null } },
    parseDOM: [
      { tag: 'hr[data-block=page_break]', getAttrs: readBlock },
      { tag: 'br', priority: 60, getAttrs: readPage },
    ],
    toDOM: ({ attrs }) => ['hr', { 'data-block': 'page_break', class: 'page-break', ...idOf(attrs) }],
  },
}

const inlines: Record<string, NodeSpec> = {
  text: { group: 'inline' },
  hard_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
    leafText: () => '\n',
  },
  citation: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: {
      type: { default: '' },
      symbol: { default: '' },
      date: { default: '' },
      organ: { default: '' },
      title: { default: '' },
    },
    parseDOM: [{ tag: 'cite[data-symbol]', getAttrs: readCitation }],
    toDOM: ({ attrs }) => [
      'cite',
      Object.fromEntries(Object.entries(attrs).map(([key, value]) => [`data-${key}`, String(value)])),
      citationText(attrs as Citation),
    ],
    leafText: ({ attrs }) => citationText(attrs as Citation),
  },
  mention: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { of: { default: 'agency' }, ref: { default: '' }, label: { default: '' } },
    parseDOM: [{ tag: 'span[data-mention]', getAttrs: readMention }],
    toDOM: ({ attrs }) => [
      'span',
      { 'data-mention': attrs.of, 'data-ref': attrs.ref, class: 'mention' },
      attrs.label,
    ],
    leafText: ({ attrs }) => String(attrs.label),
  },
}

const marks: Record<string, MarkSpec> = {
  bold: {
    parseDOM: [
      { tag: 'strong' },
      { tag: 'b', getAttrs: (dom) => dom.style.fontWeight !== 'normal' && null },
      { style: 'font-weight=400', clearMark: (mark) => mark.type.name === 'bold' },
      { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[6-9]\d\d)$/.test(value) && null },
    ],
    toDOM: () => ['strong', 0],
  },
  italic: {
    parseDOM: [
      { tag: 'em' },
      { tag: 'i', getAttrs: (dom) => dom.style.fontStyle !== 'normal' && null },
      { style: 'font-style=italic' },
      { style: 'font-style=normal', clearMark: (mark) => mark.type.name === 'italic' },
    ],
    toDOM: () => ['em', 0],
  },
  underline: {
    parseDOM: [
      { tag: 'u' },
      { style: 'text-decoration', getAttrs: (value) => value.includes('underline') && null },
    ],
    toDOM: () => ['u', 0],
  },
  sub: {
    excludes: 'sup sub',
    parseDOM: [{ tag: 'sub' }, { style: 'vertical-align=sub' }],
    toDOM: () => ['sub', 0],
  },
  sup: {
    excludes: 'sup sub',
    parseDOM: [{ tag: 'sup' }, { style: 'vertical-align=super' }],
    toDOM: () => ['sup', 0],
  },
}

/** `div` is a paragraph only where it holds none. */
function holdsBlocks(dom: HTMLElement): boolean {
  return dom.querySelector('p, div, table, ul, ol, li, h1, h2, h3, h4, h5, h6, hr, figure') !== null
}

/** Nodes and marks of a document's text. Its JSON with an id for each block (`withIds`) is what `Body` checks. */
export const schema = new Schema({
  nodes: { doc: { content: 'block+' }, ...blocks, ...others, ...inlines },
  marks,
})
