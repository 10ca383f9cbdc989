import type { Body } from './body.ts'
import { newBlockId } from './ids.ts'

/** One empty paragraph, to begin with. */
export function emptyBody(): Body {
  return {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: newBlockId(), align: 'justify' } }],
  }
}
