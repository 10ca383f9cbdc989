/** What the parts of this craft hand each other. */

/** A picture as three bytes a dot, red, green, blue, row by row from the top. */
export interface Picture {
  width: number
  height: number
  dots: Uint8Array
}

export interface Point {
  x: number
  y: number
}

/** Of the person: right eye, left eye, tip of the nose, right and left corner of the mouth. */
export type FivePoints = readonly [Point, Point, Point, Point, Point]

/** A face found in a picture, in dots of that picture. */
export interface FoundFace {
  left: number
  top: number
  width: number
  height: number
  points: FivePoints
  /** From 0 to 1: how surely this is a face. */
  score: number
}

/** A face as 128 numbers, of length 1; two of one person lie close together. */
export type Template = Float32Array

export const templateLength = 128

/** What makes a face doubtful: more than one, too small, turned away, cut off by the edge, or too dark. */
export type FaceNote = 'several' | 'small' | 'turned' | 'cut_off' | 'dark'

/** Why a picture cannot be looked at. */
export type PictureProblem = 'no_picture' | 'too_large' | 'too_small'

/** `unreadable`: it is broken inside; `beyond-limits`: it costs too much; `busy`: the engine did not answer, which says nothing of the picture. */
export type FaceProblem = PictureProblem | 'unreadable' | 'beyond_limits' | 'busy'

/** The least likeness at which two faces are taken for one person's, where no other is set. */
export const usualThreshold = 0.4

/** How alike two faces are, from -1 to 1: the cosine of their templates, which have length 1. */
export function likeness(one: Template, other: Template): number {
  let sum = 0
  for (let at = 0; at < templateLength; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}
