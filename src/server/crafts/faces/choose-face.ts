/** Of the faces in a picture the one that is meant, and what is to be said of it. */
import type { FaceNote, FivePoints, FoundFace, Point } from './model.ts'

/** Between the eyes; below it SFace sees mostly what was made up while enlarging. */
const leastEyes = 20
/** A face of less than this part of the chosen one's height stands behind, and is not meant. */
const leastBeside = 0.6

/** The face nearest the middle of the picture, where one is large as the largest or nearly so; undefined where there is none. */
export function chooseFace(
  faces: readonly FoundFace[],
  { width, height }: { width: number; height: number },
): { face: FoundFace; notes: FaceNote[] } | undefined {
  const largest = Math.max(...faces.map((face) => face.height))
  const near = faces.filter((face) => face.height >= largest * leastBeside)
  const fromMiddle = (face: FoundFace) =>
    Math.hypot(face.left + face.width / 2 - width / 2, face.top + face.height / 2 - height / 2)
  const [face] = near.toSorted((one, other) => fromMiddle(one) - fromMiddle(other))
  if (!face) return undefined
  const notes: FaceNote[] = []
  if (near.length > 1) notes.push('several')
  if (eyesApart(face.points) < leastEyes) notes.push('small')
  if (Math.abs(turnOf(face.points)) > mostTurn) notes.push('turned')
  if (face.points.some(({ x, y }) => x < 0 || y < 0 || x >= width || y >= height)) notes.push('cut_off')
  return { face, notes }
}

const mostTurn = 0.55

const eyesApart = ([right, left]: FivePoints): number => distance(right, left)

/**
 * How far the head is turned to its left (positive) or right: where the nose lies between the cheeks, 0 straight ahead, about 1 in profile.
 */
export function turnOf([rightEye, leftEye, nose, rightMouth, leftMouth]: FivePoints): number {
  const rightSide = middle(rightEye, rightMouth)
  const leftSide = middle(leftEye, leftMouth)
  const [dx, dy] = [leftSide.x - rightSide.x, leftSide.y - rightSide.y]
  const length = dx * dx + dy * dy
  if (length < 1e-6) return 1
  const along = ((nose.x - rightSide.x) * dx + (nose.y - rightSide.y) * dy) / length
  return 2 * along - 1
}

/** How wide a face is against its height, between the cheeks and from the eyes to the mouth: turned, a picture grows narrow long before a head does. */
export function wideOf([rightEye, leftEye, , rightMouth, leftMouth]: FivePoints): number {
  const across = distance(middle(rightEye, rightMouth), middle(leftEye, leftMouth))
  const down = distance(middle(rightEye, leftEye), middle(rightMouth, leftMouth))
  return down < 1e-6 ? 0 : across / down
}

const middle = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y)
