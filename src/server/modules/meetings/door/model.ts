/** Khuôn mặt ở cửa: how many views make an enrolment, what is wrong with one, and what the door says of a picture. */
import { z } from 'zod'
import {
  type FaceNote,
  type FaceProblem,
  templateLength,
  usualThreshold,
} from '#server/crafts/faces/model.ts'
import { line } from '../model.ts'

/** The text of `m.meetings.faces.consent` that is agreed to; another text is another number. */
export const consentVersion = 1
export const fewestViews = 3
export const mostViews = 5
/** One picture of an enrolment: what a camera of today makes. */
export const mostViewBytes = 8 * 1024 * 1024
/** One frame of the door: 640 × 480 as JPEG is a tenth of it. */
export const mostFrameBytes = 512 * 1024
/** From here on a face is taken for somebody's. */
export const threshold = usualThreshold

export const endings = ['withdrawn', 'renewed', 'left', 'key_lost'] as const
export type Ending = (typeof endings)[number]

/** Of oneself: agreed to, by its version. */
export const EnrolSelf = z.strictObject({ consent: z.literal(String(consentVersion)) })
/** Of another: where their signed consent lies, or the article of law that is the ground. */
export const EnrolOther = z.strictObject({
  basis: z.enum(['consent', 'legal']),
  ground: line(300).min(10),
})
export type EnrolOther = z.infer<typeof EnrolOther>

/** `same`: as the picture before; `another`: not the person of the others. */
export type ViewProblem = FaceProblem | FaceNote | 'no_face' | 'same' | 'another'

export const OneProposal = z.strictObject({ proposal: z.uuid() })

/** Why the camera at the door says of a picture nothing of a person. */
export type Unseen = FaceProblem | FaceNote | 'no_face'

/** What the door says of one picture. A name only of whom it recognised among those invited. */
export type Seen =
  | { what: 'unseen'; why: Unseen }
  | { what: 'stranger' }
  /** Two of those invited look like it: a face does not tell them apart. */
  | { what: 'alike' }
  | { what: 'already'; name: string }
  /** Turn the head, or look ahead again. */
  | { what: 'turn'; to: 'left' | 'right' | 'ahead' }
  /** It did not turn as it was asked: a picture held up does not. */
  | { what: 'failed' }
  /** Failed too often: by code or by the list. */
  | { what: 'spent' }
  | { what: 'proposed'; proposal: string; name: string; score: number }

/** One box for all views of a person. */
export function packTemplates(templates: readonly Float32Array[]): Buffer {
  const packed = Buffer.alloc(templates.length * templateLength * 4)
  for (const [view, template] of templates.entries())
    for (let at = 0; at < templateLength; at++)
      packed.writeFloatLE(template[at] ?? 0, (view * templateLength + at) * 4)
  return packed
}

export function unpackTemplates(packed: Buffer): Float32Array[] {
  return Array.from({ length: Math.floor(packed.length / (templateLength * 4)) }, (_, view) =>
    Float32Array.from({ length: templateLength }, (_, at) =>
      packed.readFloatLE((view * templateLength + at) * 4),
    ),
  )
}
