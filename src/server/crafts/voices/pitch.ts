/** How high a voice is: the median over its voiced frames, and how much it changes. */

const rate = 8000
const frameLength = 320
const frameStep = 160
const [lowestHz, highestHz] = [59, 400]
/** Of a frame with itself one period later. */
const leastLikeness = 0.5
/** With fewer voiced frames nothing is said, as of a voice in the middle. */
const leastFrames = 5
const unknown: [number, number] = [Math.log(150), 0.15]

/** Logarithm of the median pitch, and the deviation of the logarithms. `samples` at 16 kHz. */
export function pitchOf(samples: Float32Array): [number, number] {
  // Half the rate is enough up to 400 Hz, and a quarter of the work.
  const halved = new Float64Array(Math.floor(samples.length / 2))
  for (let at = 0; at < halved.length; at++)
    halved[at] = ((samples[2 * at] ?? 0) + (samples[2 * at + 1] ?? 0)) / 2
  const pitches: number[] = []
  for (let start = 0; start + frameLength <= halved.length; start += frameStep) {
    const pitch = pitchOfFrame(halved, start)
    if (pitch !== undefined) pitches.push(Math.log(pitch))
  }
  if (pitches.length < leastFrames) return unknown
  const sorted = Float64Array.from(pitches).sort()
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const mean = pitches.reduce((sum, pitch) => sum + pitch, 0) / pitches.length
  const variance = pitches.reduce((sum, pitch) => sum + (pitch - mean) ** 2, 0) / pitches.length
  return [median, Math.sqrt(variance)]
}

function pitchOfFrame(samples: Float64Array, start: number): number | undefined {
  const [shortest, longest] = [Math.floor(rate / highestHz), Math.ceil(rate / lowestHz)]
  const frame = samples.slice(start, start + frameLength)
  const mean = frame.reduce((sum, value) => sum + value, 0) / frameLength
  /** The power of everything before a place. */
  const power = new Float64Array(frameLength + 1)
  for (let at = 0; at < frameLength; at++) {
    const value = (frame[at] ?? 0) - mean
    frame[at] = value
    power[at + 1] = (power[at] ?? 0) + value * value
  }
  const whole = power[frameLength] ?? 0
  let best = 0
  let bestLikeness = 0
  let [before, here] = [0, 0]
  for (let lag = shortest - 1; lag <= longest + 1; lag++) {
    let both = 0
    for (let at = lag; at < frameLength; at++) both += (frame[at] ?? 0) * (frame[at - lag] ?? 0)
    const next = both / Math.sqrt((power[frameLength - lag] ?? 0) * (whole - (power[lag] ?? 0)) + 1e-18)
    const isPeak = lag > shortest && here >= before && here >= next
    // A longer period is only believed where it fits clearly better: twice a period fits as well as the period.
    if (isPeak && here > leastLikeness && here > bestLikeness + (best === 0 ? 0 : 0.05)) {
      best = lag - 1
      bestLikeness = here
    }
    before = here
    here = next
  }
  return best === 0 ? undefined : rate / best
}
