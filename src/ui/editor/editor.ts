/** The editor of a document's text: ProseMirror with the schema of `#shared/document`, without anything a page decides. */
import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import { history } from 'prosemirror-history'
import { Node } from 'prosemirror-model'
import { EditorState, NodeSelection, type Plugin, Selection } from 'prosemirror-state'
import { TableView, tableEditing } from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import type { Block, Body } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { schema } from '#shared/document/schema.ts'
import { identifyBlocks, showNumbers } from './numbered.ts'
import { cleanPaste, type Pasted, pasteProblem } from './paste.ts'
import { PictureView } from './picture-view.ts'
import { textKeymaps, typeAhead } from './typing.ts'

interface EditorOptions {
  body: Body
  isEditable(): boolean
  /** What a screen reader calls the text. */
  label: string
  /** Where the file of a picture is seen. */
  pictureAddress(sha256: string): string
  /** After every change of the text or the selection. */
  changed(isText: boolean): void
  /** After something was pasted: what fell away, or why nothing was taken. */
  pasted(outcome: Pasted): void
  /** `@` was typed at the beginning of a word. */
  mentioned(): void
  plugins?: Plugin[]
}

export function openEditor(place: HTMLElement, options: EditorOptions): EditorView {
  const view: EditorView = new EditorView(place, {
    state: stateOf(options),
    editable: options.isEditable,
    attributes: () => ({
      class: 'writing',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.label,
      'aria-readonly': String(!options.isEditable()),
      lang: 'vi',
      ...(options.isEditable() ? {} : { tabindex: '0' }),
    }),
    nodeViews: {
      table: (node) => new TableView(node, 40),
      image: (node) => new PictureView(node, options.pictureAddress),
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction))
      options.changed(transaction.docChanged)
    },
    // Before any of it is read: what is too long is refused as a whole, and the clipboard still holds it.
    handleDOMEvents: {
      paste(_view, event) {
        const problem = pasteProblem(event.clipboardData, view.state.doc)
        if (!problem) return false
        event.preventDefault()
        options.pasted({ problem, dropped: [] })
        return true
      },
    },
    handleTextInput(_view, from, _to, text) {
      const before = view.state.doc.resolve(from).nodeBefore?.text?.at(-1) ?? ' '
      if (text !== '@' || !/[\s(“"]/.test(before)) return false
      options.mentioned()
      return true
    },
    transformPastedHTML(html) {
      const { html: clean, dropped } = cleanPaste(html)
      options.pasted({ dropped })
      return clean
    },
  })
  return view
}

function stateOf({ body, plugins = [] }: EditorOptions): EditorState {
  return EditorState.create({
    doc: Node.fromJSON(schema, body),
    plugins: [
      ...plugins,
      typeAhead(),
      ...textKeymaps(),
      history(),
      dropCursor(),
      gapCursor(),
      tableEditing({ allowTableNodeSelection: true }),
      identifyBlocks(),
      showNumbers(),
    ],
  })
}

/** The text as it is stored. */
export function bodyOf({ state }: EditorView): Body {
  return withIds(state.doc.toJSON())
}

/** Puts another text in the place of all there is; one step back brings the old one back. */
export function replaceBody(view: EditorView, body: Body): void {
  const doc = Node.fromJSON(schema, body)
  view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, doc.content))
}

/** Puts another text in the place of one block. False where it is not there any more. */
export function replaceOneBlock(view: EditorView, block: Block): boolean {
  const place = findBlock(view, block.attrs.id)
  if (!place) return false
  const node = Node.fromJSON(schema, block)
  view.dispatch(view.state.tr.replaceWith(place.from, place.to, node))
  return true
}

/** Goes to a block and shows it. */
export function goToBlock(view: EditorView, id: string): boolean {
  const place = findBlock(view, id)
  if (!place) return false
  const { tr, doc } = view.state
  const selection = place.isLeaf
    ? NodeSelection.create(doc, place.from)
    : Selection.near(doc.resolve(place.from + 1))
  view.dispatch(tr.setSelection(selection).scrollIntoView())
  view.focus()
  return true
}

/** The block the selection is in, with the words chosen. */
export function chosenBlock({ state }: EditorView): { id: string; quote: string } | undefined {
  const { $from, from, to } = state.selection
  const block = $from.depth > 0 ? $from.node(1) : state.doc.nodeAt(from)
  const id = block?.attrs.id
  if (typeof id !== 'string') return undefined
  return { id, quote: state.doc.textBetween(from, to, ' ').trim().slice(0, 300) }
}

function findBlock({ state }: EditorView, id: string) {
  let found: { from: number; to: number; isLeaf: boolean } | undefined
  state.doc.forEach((node, offset) => {
    if (node.attrs.id === id) found = { from: offset, to: offset + node.nodeSize, isLeaf: node.isLeaf }
  })
  return found
}
