/** What typing makes by itself, and which keys do what. */
import {
  baseKeymap,
  chainCommands,
  deleteSelection,
  joinBackward,
  selectNodeBackward,
  toggleMark,
} from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { InputRule, inputRules, undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import type { NodeType } from 'prosemirror-model'
import type { Command, Plugin } from 'prosemirror-state'
import { goToNextCell } from 'prosemirror-tables'
import { schema } from '#shared/document/schema.ts'
import {
  breakBlock,
  insertBlock,
  type Kind,
  type KindName,
  kinds,
  makeKind,
  moveBlock,
  plainAtStart,
  stepIn,
  stepOut,
} from './block-commands.ts'
import { makeNode, markType } from './make-node.ts'

/** At the beginning of a paragraph these become what they say: `Điều `, `1. `, `a) `, `- ` … */
const begun: [RegExp, KindName, kept?: string][] = [
  [/^Điều\s$/i, 'article'],
  [/^(\d{1,3})\.\s$/, 'clause'],
  [/^([a-zđ])\)\s$/, 'point'],
  [/^[-–]\s$/, 'dash'],
  [/^Chương\s$/, 'chapter'],
  [/^Mục\s$/, 'section'],
  [/^Phụ lục\s$/i, 'appendix'],
  [/^Căn cứ\s$/, 'basis', 'Căn cứ '],
]

export function typeAhead(): Plugin {
  const rules = begun.map(
    ([pattern, name, kept = '']) =>
      new InputRule(pattern, (state, _match, start, end) => {
        const place = state.doc.resolve(start)
        const kind: Kind = kinds[name]
        const type = schema.nodes[kind.type] as NodeType
        if (place.parent.type.name !== 'paragraph') return null
        if (!place.node(-1).canReplaceWith(place.index(-1), place.index(-1) + 1, type)) return null
        const tr = kept ? state.tr.insertText(kept, start, end) : state.tr.delete(start, end)
        const id = place.parent.attrs.id
        return tr.setBlockType(start, start, type, { ...kind.attrs, id })
      }),
  )
  // Who goes on typing the number the program shows already: `Điều ` and then `3. `.
  const ownNumber = new InputRule(/^(\d{1,3}|[IVXLC]{1,6})\.?\s$/, (state, _match, start, end) => {
    const { name } = state.doc.resolve(start).parent.type
    return ['article', 'chapter', 'section'].includes(name) ? state.tr.delete(start, end) : null
  })
  return inputRules({ rules: [...rules, ownNumber] })
}

const mark = (name: string): Command => toggleMark(markType(name))

const lineEnd: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(makeNode('hard_break')).scrollIntoView())
  return true
}

/** Keys of the text; those of the page (saving, the toolbar) are the page's own. Tab leaves the text where it has nothing to do there. */
const textKeys: Record<string, Command> = {
  'Mod-b': mark('bold'),
  'Mod-i': mark('italic'),
  'Mod-u': mark('underline'),
  'Mod-.': mark('sup'),
  'Mod-,': mark('sub'),
  'Mod-z': chainCommands(undoInputRule, undo),
  'Mod-y': redo,
  'Mod-Shift-z': redo,
  'Mod-Alt-0': makeKind('paragraph'),
  'Mod-Alt-1': makeKind('article'),
  'Mod-Alt-2': makeKind('clause'),
  'Mod-Alt-3': makeKind('point'),
  'Mod-Alt-4': makeKind('dash'),
  'Mod-Alt-5': makeKind('ordered'),
  'Mod-Alt-6': makeKind('basis'),
  'Mod-Alt-7': makeKind('heading'),
  'Alt-ArrowUp': moveBlock(-1),
  'Alt-ArrowDown': moveBlock(1),
  'Mod-Enter': insertBlock(makeNode('page_break')),
  'Shift-Enter': lineEnd,
  Enter: breakBlock,
  Tab: chainCommands(goToNextCell(1), stepIn),
  'Shift-Tab': chainCommands(goToNextCell(-1), stepOut),
  Backspace: chainCommands(undoInputRule, deleteSelection, plainAtStart, joinBackward, selectNodeBackward),
}

export function textKeymaps(): Plugin[] {
  return [keymap(textKeys), keymap(baseKeymap)]
}
