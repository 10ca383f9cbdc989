/** What the editor adds to a text by itself: ids for its blocks, and the numbers nobody types. */
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { newBlockId } from '#shared/document/ids.ts'
import { labelsOf } from '#shared/document/numbering.ts'

/** Gives an id to each block that has none, or one that another before it has: what was split, pasted or inserted. */
export function identifyBlocks(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, state) {
      if (!transactions.some(({ docChanged }) => docChanged)) return null
      const { tr } = state
      const seen = new Set<string>()
      state.doc.descendants((node, position) => {
        if (!('id' in node.attrs)) return true
        const { id } = node.attrs
        if (typeof id !== 'string' || seen.has(id)) tr.setNodeAttribute(position, 'id', newBlockId())
        else seen.add(id)
        return !node.isTextblock
      })
      return tr.steps.length > 0 ? tr.setMeta('addToHistory', false) : null
    },
  })
}

const key = new PluginKey<DecorationSet>('numbers')

/** Shows `Điều 3.`, `1.`, `a)` before their words, counted anew at every change. */
export function showNumbers(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => decorate(doc),
      apply: (transaction, before) => (transaction.docChanged ? decorate(transaction.doc) : before),
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

function decorate(doc: Parameters<typeof DecorationSet.create>[0]): DecorationSet {
  const blocks = doc.children.map((node) => ({ type: node.type.name, attrs: node.attrs }))
  const labels = labelsOf(blocks)
  const shown: Decoration[] = []
  doc.forEach((node, offset, index) => {
    const label = labels[index]
    if (!label?.text) return
    const attributes = { 'data-label': label.text, ...(label.above ? { 'data-above': '' } : {}) }
    shown.push(Decoration.node(offset, offset + node.nodeSize, attributes))
  })
  return DecorationSet.create(doc, shown)
}
