/**
 * Where the moon and the sun are, exactly enough to know on which Vietnamese day a month begins: new moon to
 * a few seconds (Meeus, Astronomical Algorithms, ch. 49), the sun to about a second of arc (VSOP87, main terms).
 */

const radians = Math.PI / 180
const utcOffsetDays = 7 / 24
/** Julian date of 1970-01-01T00:00Z. */
const epochJulian = 2_440_587.5

/** TT − UT in seconds, by year: observed until 2020, then a quiet extrapolation. */
const deltaT: readonly (readonly [year: number, seconds: number])[] = [
  [1890, -6],
  [1900, -3],
  [1910, 10],
  [1920, 21],
  [1940, 24],
  [1960, 33],
  [1980, 51],
  [2000, 64],
  [2020, 69],
  [2050, 82],
  [2110, 130],
]

/** Coefficient in days; power of the eccentricity factor; multiples of M, M′, F. */
const newMoonTerms: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
  [-0.00002, 0, -1, 1, -2],
  [-0.00002, 0, 1, 3, 0],
  [0.00002, 0, 0, 4, 0],
]

/** Pull of the planets: constant, degrees per lunation, millionths of a day. */
const planetTerms: readonly (readonly [number, number, number])[] = [
  [299.77, 0.107408, 325],
  [251.88, 0.016321, 165],
  [251.83, 26.651886, 164],
  [349.42, 36.412478, 126],
  [84.66, 18.206239, 110],
  [141.74, 53.303771, 62],
  [207.14, 2.453732, 60],
  [154.84, 7.30686, 56],
  [34.52, 27.261239, 47],
  [207.19, 0.121824, 42],
  [291.34, 1.844379, 40],
  [161.72, 24.198154, 37],
  [239.56, 25.513099, 35],
  [331.55, 3.592518, 23],
]

/** Earth's heliocentric longitude: amplitude (1e-8 rad), phase, frequency per millennium. */
const earthTerms0: readonly (readonly [number, number, number])[] = [
  [3341656, 4.6692568, 6283.07585],
  [34894, 4.6261, 12566.1517],
  [3497, 2.7441, 5753.3849],
  [3418, 2.8289, 3.5231],
  [3136, 3.6277, 77713.7715],
  [2676, 4.4181, 7860.4194],
  [2343, 6.1352, 3930.2097],
  [1324, 0.7425, 11506.7698],
  [1273, 2.0371, 529.691],
  [1199, 1.1096, 1577.3435],
  [990, 5.233, 5884.927],
  [902, 2.045, 26.298],
  [857, 3.508, 398.149],
  [780, 1.179, 5223.694],
  [753, 2.533, 5507.553],
  [505, 4.583, 18849.228],
  [492, 4.205, 775.523],
  [357, 2.92, 0.067],
  [317, 5.849, 11790.629],
  [284, 1.899, 796.298],
  [271, 0.315, 10977.079],
  [243, 0.345, 5486.778],
  [206, 4.806, 2544.314],
  [205, 1.869, 5573.143],
  [202, 2.458, 6069.777],
  [156, 0.833, 213.299],
  [132, 3.411, 2942.463],
  [126, 1.083, 20.775],
  [115, 0.645, 0.98],
  [103, 0.636, 4694.003],
  [102, 0.976, 15720.839],
  [102, 4.267, 7.114],
]

const earthTerms1: readonly (readonly [number, number, number])[] = [
  [206059, 2.678235, 6283.07585],
  [4303, 2.6351, 12566.1517],
  [425, 1.59, 3.523],
  [119, 5.796, 26.298],
  [109, 2.966, 1577.344],
]

/** Vietnamese day (days since 1970) on which the moon is new for the `k`-th time since January 2000. */
export function newMoonDay(k: number): number {
  return Math.floor(newMoonUniversal(k) - epochJulian + utcOffsetDays)
}

/** Julian date, universal time, of the `k`-th new moon since January 2000. */
export function newMoonUniversal(k: number): number {
  const t = k / 1236.85
  const e = 1 - t * (0.002516 + t * 0.0000074)
  const sun = 2.5534 + 29.1053567 * k - t * t * (0.0000014 + t * 0.00000011)
  const moon = 201.5643 + 385.81693528 * k + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058))
  const latitude = 160.7108 + 390.67050284 * k - t * t * (0.0016118 + t * (0.00000227 - t * 0.000000011))
  const node = 124.7746 - 1.56375588 * k + t * t * (0.0020672 + t * 0.00000215)

  let julian = 2451550.09766 + 29.530588861 * k + t * t * (0.00015437 - t * (0.00000015 - t * 0.00000000073))
  julian -= 0.00017 * Math.sin(node * radians)
  for (const [days, power, m, mm, f] of newMoonTerms) {
    julian += days * e ** power * Math.sin((m * sun + mm * moon + f * latitude) * radians)
  }
  for (const [index, [start, rate, millionths]] of planetTerms.entries()) {
    const bend = index === 0 ? 0.009173 * t * t : 0
    julian += millionths * 1e-6 * Math.sin((start + rate * k - bend) * radians)
  }
  return julian - deltaTDays(julian)
}

/** Which of the twelve 30° sectors the sun is in as a Vietnamese day begins; 9 starts at the winter solstice. */
export function sunSector(day: number): number {
  return Math.floor(sunLongitude(day + epochJulian - utcOffsetDays) / 30)
}

/** Apparent longitude of the sun in degrees, 0 ≤ λ < 360, at a Julian date in universal time. */
export function sunLongitude(julianUniversal: number): number {
  const millennia = (julianUniversal + deltaTDays(julianUniversal) - 2451545) / 365250
  const l0 = 175347046 + series(earthTerms0, millennia)
  const l1 = 628331966747 + series(earthTerms1, millennia)
  const l2 = 52919 + 8720 * Math.cos(1.0721 + 6283.0758 * millennia)
  const earth = ((l0 + millennia * (l1 + millennia * l2)) * 1e-8) / radians

  const centuries = millennia * 10
  const node = (125.04 - 1934.136 * centuries) * radians
  const nutation =
    -0.00478 * Math.sin(node) - 0.00037 * Math.sin(2 * (280.4665 + 36000.7698 * centuries) * radians)
  const aberration = -0.00569
  const frame = -0.000025
  return (((earth + 180 + nutation + aberration + frame) % 360) + 360) % 360
}

function series(terms: readonly (readonly [number, number, number])[], time: number): number {
  let sum = 0
  for (const [amplitude, phase, frequency] of terms) sum += amplitude * Math.cos(phase + frequency * time)
  return sum
}

function deltaTDays(julian: number): number {
  const year = 2000 + (julian - 2451545) / 365.25
  for (let index = 1; index < deltaT.length; index++) {
    const [fromYear, fromSeconds] = deltaT[index - 1] ?? [0, 0]
    const [toYear, toSeconds] = deltaT[index] ?? [0, 0]
    if (year <= toYear) {
      return (fromSeconds + ((toSeconds - fromSeconds) * (year - fromYear)) / (toYear - fromYear)) / 86_400
    }
  }
  throw new RangeError(`No astronomy for the year ${Math.floor(year)}`)
}
