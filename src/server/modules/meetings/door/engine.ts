/** What looks at a picture: a port. Here it is the craft's process with the engine and weights fetched as assets. */
import { FaceRefused, FacesUnusable, readFace } from '#server/crafts/faces/faces.ts'
import type { FaceReading } from '#server/crafts/faces/process-messages.ts'
import { faceFiles } from '#server/platform/assets/faces.ts'
import { AssetUnusable, assetState } from '#server/platform/assets/index.ts'
import { facesAbsent } from '../refusals.ts'
import type { Unseen } from './model.ts'

/** Throws `FaceRefused` for what cannot be looked at, `AssetUnusable` or `FacesUnusable` where engine or weights are not whole. */
export type Look = (bytes: Uint8Array) => Promise<FaceReading>

export const lookByAssets: Look = async (bytes) => readFace({ files: faceFiles(), bytes })

export type Face = NonNullable<FaceReading['face']>

/** The face that is meant, or what stands in its way. Refuses where engine and weights are not here (`meetings.faces_absent`). */
export async function faceIn(bytes: Uint8Array, look: Look): Promise<{ face: Face } | { why: Unseen }> {
  try {
    const { face } = await look(bytes)
    return face ? { face } : { why: 'no_face' }
  } catch (error) {
    if (error instanceof FaceRefused) return { why: error.problem }
    if (error instanceof AssetUnusable || error instanceof FacesUnusable) throw facesAbsent()
    throw error
  }
}

export interface EngineView {
  state: 'absent' | 'fetching' | 'present' | 'damaged'
  /** Of a hundred parts, how many of engine and weights are here. */
  percent: number
}

/** How far engine and weights are here; looks at sizes and times of files only. */
export function viewEngine(): EngineView {
  const { state, bytes, of } = assetState('faces')
  return { state, percent: of === 0 ? 0 : Math.floor((bytes / of) * 100) }
}
