/** Faces without people: five points where a face would have them, and pictures of nothing. */
import { encode as encodeJpeg } from 'jpeg-js'
import { alignedPoints } from './align.ts'
import type { FivePoints, FoundFace, Picture, Point } from './model.ts'

/** The five points turned by degrees, so many times as large, with their middle at a place. */
export function pointsAt(place: Point, size: number, degrees = 0): FivePoints {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return alignedPoints.map(({ x, y }) => ({
    x: place.x + size * (cos * (x - 56) - sin * (y - 72)),
    y: place.y + size * (sin * (x - 56) + cos * (y - 72)),
  })) as unknown as FivePoints
}

/** A face in the box around those points. */
export function aFace(place: Point, size: number, score = 0.9): FoundFace {
  const side = 80 * size
  const points = pointsAt(place, size)
  return { left: place.x - side / 2, top: place.y - side / 2, width: side, height: side, points, score }
}

/** Each dot another colour, which says where it lies. */
export function aPicture(width: number, height: number): Picture {
  const dots = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at++)
    dots.set([(at % width) & 255, Math.floor(at / width) & 255, 128], at * 3)
  return { width, height, dots }
}

/** As a JPEG, with what a camera would say of how it was held. */
export function asJpeg({ width, height, dots }: Picture, orientation?: number): Buffer {
  const data = Buffer.alloc(width * height * 4, 255)
  for (let at = 0; at < width * height; at++) data.set(dots.subarray(at * 3, at * 3 + 3), at * 4)
  const jpeg = Buffer.from(encodeJpeg({ width, height, data }, 95).data)
  if (orientation === undefined) return jpeg
  const exif = Buffer.from('ffe1002245786966000049492a00080000000100120103000100000000000000', 'hex')
  exif.writeUInt16LE(orientation, 28)
  return Buffer.concat([jpeg.subarray(0, 2), exif, Buffer.alloc(4), jpeg.subarray(2)])
}
