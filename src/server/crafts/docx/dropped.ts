/** What of a DOCX is not in the text made from it, or was changed on the way. */

export type DroppedKind =
  /** Sửa đổi được theo dõi: insertions stand, deletions are gone. */
  | 'tracked_changes'
  | 'comments'
  | 'notes'
  | 'headers_footers'
  /** Of another kind than PNG and JPEG, damaged, not in the file, too many, or of head and foot. */
  | 'images'
  /** Stood in a table; they stand below it now. */
  | 'table_images'
  | 'old_fonts'
  /** Letters of double width, decomposed or invisible ones, written anew. */
  | 'letters'
  | 'links'
  /** Quốc hiệu, number, day, title, Kính gửi, signature, nơi nhận: they come from the form of the document. */
  | 'head'
  | 'foot'
  /** Typed numbers that do not follow each other, left as they were. */
  | 'kept_numbers'
  /** Numbers Word counted by itself, which are a list here. */
  | 'automatic_numbers'
  | 'uneven_tables'
  | 'nested_tables'
  | 'strikethrough'
  | 'text_beyond_limits'

export interface Dropped {
  kind: DroppedKind
  count: number
  /** The first of them, as they were written, shortened. */
  texts: string[]
}

const mostTexts = 20
const longestText = 200

/** Collects what is dropped, each kind once, in the order in which it was met. */
export function createDropped() {
  const kinds = new Map<DroppedKind, Dropped>()
  return {
    add(kind: DroppedKind, text = '', count = 1): void {
      const dropped = kinds.get(kind) ?? { kind, count: 0, texts: [] }
      dropped.count += count
      const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text
      if (short.trim() !== '' && dropped.texts.length < mostTexts) dropped.texts.push(short.trim())
      kinds.set(kind, dropped)
    },
    list: (): Dropped[] => [...kinds.values()],
  }
}

export type Droppings = ReturnType<typeof createDropped>
