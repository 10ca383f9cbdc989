import type { Block, Body } from '#shared/document/body.ts'
import { compareBodies } from '#shared/document/compare/bodies.ts'

/** What is proposed by a changed text: its one block that changed, or the whole; undefined where nothing did. */
export function proposalOf(
  was: Body,
  becomes: Body,
): { of: 'block'; block: Block } | { of: 'draft'; body: Body } | undefined {
  const changes = compareBodies(was, becomes).filter(({ kind, isMoved }) => kind !== 'same' || isMoved)
  const [only] = changes
  if (!only) return undefined
  return changes.length === 1 && only.kind === 'changed' && only.becomes
    ? { of: 'block', block: only.becomes }
    : { of: 'draft', body: becomes }
}
