/** What can be done with whole blocks: made another kind, begun, ended, set in or out. */
import { chainCommands, splitBlockAs } from 'prosemirror-commands'
import type { Node, NodeType } from 'prosemirror-model'
import { type Command, type EditorState, Selection } from 'prosemirror-state'
import { schema } from '#shared/document/schema.ts'
import { makeNode } from './make-node.ts'

/** A kind of block as the toolbar offers it. */
export interface Kind {
  type: string
  attrs?: Record<string, unknown>
}

/** The kinds of block a writer chooses from, in the order of their list; each with its words in `m.documents.edit.kinds`. */
export const kinds = {
  paragraph: { type: 'paragraph' },
  basis: { type: 'basis' },
  article: { type: 'article' },
  clause: { type: 'clause' },
  point: { type: 'point' },
  dash: { type: 'item', attrs: { ordered: false } },
  ordered: { type: 'item', attrs: { ordered: true } },
  heading: { type: 'heading' },
  part: { type: 'part' },
  chapter: { type: 'chapter' },
  section: { type: 'section' },
  appendix: { type: 'appendix', attrs: { attached: null } },
  // What a decision issues with itself, each on pages of its own under its name.
  attachedRegulation: { type: 'appendix', attrs: { attached: 'regulation' } },
  attachedRules: { type: 'appendix', attrs: { attached: 'rules' } },
  attachedProgramme: { type: 'appendix', attrs: { attached: 'programme' } },
  attachedPlan: { type: 'appendix', attrs: { attached: 'plan' } },
  attachedScheme: { type: 'appendix', attrs: { attached: 'scheme' } },
  attachedProposal: { type: 'appendix', attrs: { attached: 'proposal' } },
} as const satisfies Record<string, Kind>
export type KindName = keyof typeof kinds

/** The kind the selection begins in; undefined in a picture or a page break. */
export function kindAt({ selection }: EditorState): KindName | undefined {
  const { parent } = selection.$from
  return (Object.keys(kinds) as KindName[]).find((name) => {
    const kind: Kind = kinds[name]
    return (
      kind.type === parent.type.name &&
      Object.entries(kind.attrs ?? {}).every(([key, value]) => parent.attrs[key] === value)
    )
  })
}

/** Makes the chosen blocks that kind; their words, and their ids, stay. Cells hold paragraphs and lines of lists only. */
export function makeKind(name: KindName): Command {
  const kind: Kind = kinds[name]
  const type = schema.nodes[kind.type] as NodeType
  return changeBlocks((node) => ({ type, attrs: { ...settingsOf(node, type), ...kind.attrs } }))
}

export function align(side: string): Command {
  return changeBlocks((node) =>
    node.type.name === 'paragraph' ? { type: node.type, attrs: { ...node.attrs, align: side } } : undefined,
  )
}

function changeBlocks(change: (node: Node) => { type: NodeType; attrs: object } | undefined): Command {
  return (state, dispatch) => {
    const { tr } = state
    for (const { $from, $to } of state.selection.ranges)
      state.doc.nodesBetween($from.pos, $to.pos, (node, position) => {
        if (!node.isTextblock) return true
        const to = change(node)
        const place = state.doc.resolve(position)
        if (to && place.parent.canReplaceWith(place.index(), place.index() + 1, to.type))
          tr.setNodeMarkup(position, to.type, to.attrs)
        return false
      })
    if (tr.steps.length === 0) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** Of the settings of a block those the other kind has too. */
function settingsOf(node: Node, type: NodeType): object {
  const known = Object.keys(type.spec.attrs ?? {})
  return Object.fromEntries(Object.entries(node.attrs).filter(([key]) => known.includes(key)))
}

/** What follows at the end of a block: another clause, point, line; after a title a paragraph. */
const goesOn = new Set(['clause', 'point', 'basis', 'item'])
const outward: Partial<Record<KindName, KindName>> = {
  point: 'clause',
  clause: 'paragraph',
  basis: 'paragraph',
  dash: 'paragraph',
  ordered: 'paragraph',
}

const split = splitBlockAs((node, atEnd) => {
  const type = !atEnd || goesOn.has(node.type.name) ? node.type : (schema.nodes.paragraph as NodeType)
  return { type, attrs: { ...settingsOf(node, type), id: null } }
})

/** An empty line of a list, or numbered block, steps out instead of beginning another. */
const leaveEmpty: Command = (state, dispatch) => {
  const { empty, $from } = state.selection
  if (!empty || $from.parent.content.size > 0) return false
  return stepOut(state, dispatch)
}

export const breakBlock = chainCommands(leaveEmpty, split)

/** One level out: a point becomes a clause, a clause a paragraph, a line of a deeper list one of the list around it. */
export const stepOut: Command = (state, dispatch) => {
  const { parent } = state.selection.$from
  if (parent.type.name === 'item' && parent.attrs.level > 1)
    return setLevel(parent.attrs.level - 1)(state, dispatch)
  const kind = kindAt(state)
  const to = kind && outward[kind]
  return to ? makeKind(to)(state, dispatch) : false
}

/** One level in: a clause becomes a point, a line of a list one of a list within it. */
export const stepIn: Command = (state, dispatch) => {
  const { parent } = state.selection.$from
  if (parent.type.name === 'clause') return makeKind('point')(state, dispatch)
  if (parent.type.name !== 'item' || parent.attrs.level >= 4) return false
  return setLevel(parent.attrs.level + 1)(state, dispatch)
}

function setLevel(level: number): Command {
  return changeBlocks((node) =>
    node.type.name === 'item' ? { type: node.type, attrs: { ...node.attrs, level } } : undefined,
  )
}

/** Backspace at the beginning of a numbered block takes its number first. */
export const plainAtStart: Command = (state, dispatch) => {
  const { empty, $from } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.parent.type.name === 'paragraph') return false
  return stepOut(state, dispatch) || makeKind('paragraph')(state, dispatch)
}

/** Puts a whole block after the one the selection is in, at the outermost place, and goes on behind it. */
export function insertBlock(node: Node): Command {
  return (state, dispatch) => {
    const { $to } = state.selection
    const after = $to.depth > 0 ? $to.after(1) : $to.pos
    if (!dispatch) return true
    const tr = state.tr.insert(after, node)
    if (after + node.nodeSize >= tr.doc.content.size) tr.insert(after + node.nodeSize, makeNode('paragraph'))
    const place = node.type.name === 'table' ? after + 1 : after + node.nodeSize
    tr.setSelection(Selection.near(tr.doc.resolve(place)))
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Moves the block the selection is in one place up or down. */
export function moveBlock(by: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    if ($from.depth === 0) return false
    const index = $from.index(0)
    const other = state.doc.maybeChild(index + by)
    const node = state.doc.child(index)
    if (!other) return false
    if (!dispatch) return true
    const start = $from.before(1)
    const to = by < 0 ? start - other.nodeSize : start + other.nodeSize
    const tr = state.tr.delete(start, start + node.nodeSize).insert(to, node)
    tr.setSelection(Selection.near(tr.doc.resolve(to + ($from.pos - start))))
    dispatch(tr.scrollIntoView())
    return true
  }
}
