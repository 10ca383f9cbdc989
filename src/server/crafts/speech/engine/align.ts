/** When each token was said: from where in the sound the model looked while it wrote it. */

/** Smooths over so many frames: single frames jump. */
const width = 7

/**
 * For each token the frame it begins at, by the cheapest way through what the model looked at (dynamic time warping). `looks` has for each
 * token the attention of each chosen head over `frames` frames.
 */
export function framesOf(looks: readonly (readonly Float32Array[])[], frames: number): number[] {
  const count = looks.length
  if (count === 0 || frames === 0) return looks.map(() => 0)
  const cost = new Float64Array(count * frames)
  const heads = looks[0]?.length ?? 0
  for (let head = 0; head < heads; head++) addHead(cost, looks, head, frames)
  return cheapestWay(cost, count, frames)
}

/** Subtracts what one head looked at, each frame compared over the tokens, so that a frame all look at counts for none. */
function addHead(
  cost: Float64Array,
  looks: readonly (readonly Float32Array[])[],
  head: number,
  frames: number,
): void {
  const count = looks.length
  const mean = new Float64Array(frames)
  const square = new Float64Array(frames)
  for (const look of looks) {
    const row = look[head] as Float32Array
    for (let frame = 0; frame < frames; frame++) {
      const value = row[frame] as number
      mean[frame] = (mean[frame] as number) + value / count
      square[frame] = (square[frame] as number) + (value * value) / count
    }
  }
  const even = new Float64Array(frames)
  for (const [token, look] of looks.entries()) {
    const row = look[head] as Float32Array
    for (let frame = 0; frame < frames; frame++) {
      const middle = mean[frame] as number
      const spread = Math.sqrt(Math.max((square[frame] as number) - middle * middle, 1e-12))
      even[frame] = ((row[frame] as number) - middle) / spread
    }
    for (let frame = 0; frame < frames; frame++) {
      const at = token * frames + frame
      cost[at] = (cost[at] as number) - medianAround(even, frame)
    }
  }
}

const near = new Float64Array(width)

function medianAround(values: Float64Array, at: number): number {
  const half = width >> 1
  for (let i = 0; i < width; i++) {
    const place = Math.min(Math.max(at + i - half, 0), values.length - 1)
    // Sorted as it comes in: seven numbers.
    let to = i
    const value = values[place] as number
    while (to > 0 && (near[to - 1] as number) > value) {
      near[to] = near[to - 1] as number
      to--
    }
    near[to] = value
  }
  return near[half] as number
}

/** From the first token and frame to the last, onward in either or both: the first frame of each token. */
function cheapestWay(cost: Float64Array, count: number, frames: number): number[] {
  const across = frames + 1
  const sum = new Float64Array((count + 1) * across).fill(Number.POSITIVE_INFINITY)
  const from = new Uint8Array((count + 1) * across)
  sum[0] = 0
  for (let token = 1; token <= count; token++)
    for (let frame = 1; frame <= frames; frame++) {
      const both = sum[(token - 1) * across + frame - 1] as number
      const next = sum[(token - 1) * across + frame] as number
      const stay = sum[token * across + frame - 1] as number
      const least = Math.min(both, next, stay)
      const at = token * across + frame
      sum[at] = least + (cost[(token - 1) * frames + frame - 1] as number)
      from[at] = least === both ? 0 : least === next ? 1 : 2
    }
  const first = new Array<number>(count).fill(0)
  let [token, frame] = [count, frames]
  while (token > 0 && frame > 0) {
    first[token - 1] = frame - 1
    const way = from[token * across + frame]
    if (way !== 2) token--
    if (way !== 1) frame--
  }
  return first
}
