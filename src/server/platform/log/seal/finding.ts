/** What a look at the log, its seals and their anchor can find. */

export interface Finding {
  kind:
    | 'row_changed'
    | 'row_removed'
    | 'row_inserted'
    | 'row_moved'
    | 'row_unmarked'
    | 'row_copied'
    | 'batch_differs'
    | 'seal_changed'
    | 'seal_removed'
    | 'sequence_reset'
    | 'key_changed'
    | 'anchor_missing'
    | 'anchor_changed'
    | 'anchor_forged'
    | 'anchor_rolled_back'
    | 'anchor_differs'
    | 'place_missing'
    | 'place_unreachable'
    | 'place_behind'
  /** Absent for a row no batch holds yet. */
  batch?: number
  /** The last batch, where several in a row are meant. */
  upTo?: number
  id?: number
  /** The place of an anchor. */
  place?: string
  /** A line of an anchor. */
  line?: number
  /** The name of a seal key. */
  key?: string
}

/** One place of several is not as it should be: an alarm, while another still holds the whole anchor. */
const alarmsOnly = new Set<Finding['kind']>(['place_missing', 'place_unreachable', 'place_behind'])

/** Whether nothing may be signed until a person has decided. */
export function stopsSealing({ kind }: Finding): boolean {
  return !alarmsOnly.has(kind)
}

/** The seals in the database are not those the anchor knows. */
export class SealingStopped extends Error {
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    super(`sealing stopped: ${findings.map(({ kind }) => kind).join(', ')}`)
    this.name = 'SealingStopped'
    this.findings = findings
  }
}
