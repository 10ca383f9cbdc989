/** Where each figure of a service comes from, and which of them nobody has yet found in a text. */
import { z } from 'zod'

/** What of a service can be right or wrong, in the order of the national record. */
export const figures = [
  'code',
  'level',
  'channels',
  'time',
  'fees',
  'papers',
  'steps',
  'signer',
  'form',
  'basis',
  'checks',
] as const
export type Figure = (typeof figures)[number]

export const Source = z.strictObject({
  /** `source`: it stands so in the text named. `unverified`: nobody has found it there yet. */
  state: z.enum(['source', 'unverified']),
  /** The decree, decision or record it was taken from, or that has to be compared. */
  source: z.string().trim().min(1).max(600),
  /** When somebody last compared it. Absent where no day was kept. */
  checkedOn: z.iso.date().optional(),
  note: z.string().trim().min(1).max(1000).optional(),
})
export type Source = z.infer<typeof Source>

export const Sources = z.strictObject({
  code: Source,
  /** Wholly or partly online: the national portal's word. */
  level: Source,
  channels: Source,
  time: Source,
  fees: Source,
  papers: Source,
  steps: Source,
  /** Whose signature the law wants on the result. */
  signer: Source,
  /** The form the result has by law. */
  form: Source,
  /** The laws named and their articles. */
  basis: Source,
  /** What the officer has to establish before anything is signed. */
  checks: Source,
})
export type Sources = z.infer<typeof Sources>

/** What an administrator still has to establish, in the order of the record. */
export function unverifiedFigures({ sources }: { sources: Sources }): Figure[] {
  return figures.filter((figure) => sources[figure].state === 'unverified')
}

const Verified = z.object({
  code: Source.shape.state,
  level: Source.shape.state,
  fee: Source.shape.state,
  time: Source.shape.state,
  papers: Source.shape.state,
  basis: z.string(),
  note: z.string().optional(),
})

/**
 * A definition as it lies in the database, in the shape of today: versions stored before each figure had its source said
 * `verified` of five of them together. What they did not say is unverified.
 */
export function withSources(definition: unknown): unknown {
  if (typeof definition !== 'object' || definition === null || !('verified' in definition)) return definition
  const { verified, ...rest } = definition
  const { basis, note, fee, ...states } = Verified.parse(verified)
  const said: Partial<Record<Figure, Source['state']>> = { ...states, fees: fee }
  return {
    ...rest,
    sources: Object.fromEntries(
      figures.map((figure) => [
        figure,
        {
          state: said[figure] ?? 'unverified',
          source: basis,
          ...(note !== undefined && said[figure] === 'unverified' && { note }),
        },
      ]),
    ),
  }
}
