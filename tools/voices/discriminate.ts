/** What tells speakers apart, learnt from several pieces of each: linear discriminants, with the little linear algebra they need. */

export type Matrix = Float64Array[]

/** Of pieces that are told apart by `label`: how they vary within one speaker, and how speakers vary. Features are standardised. */
function scatter(rows: Float64Array[], labels: string[]) {
  const width = rows[0]?.length ?? 0
  const groups = new Map<string, Float64Array[]>()
  for (const [at, row] of rows.entries()) {
    const label = labels[at] ?? ''
    groups.set(label, [...(groups.get(label) ?? []), row])
  }
  const [within, between] = [square(width), square(width)]
  for (const group of groups.values()) {
    const mean = meanOf(group)
    for (const row of group)
      addProduct(
        within,
        row.map((value, at) => value - (mean[at] ?? 0)),
        1 / rows.length,
      )
    // The mean of all is nought: rows are standardised.
    addProduct(between, mean, 1 / groups.size)
  }
  return { within, between }
}

export interface Discriminants {
  mean: Float64Array
  scale: Float64Array
  /** One row for each feature. */
  projection: Matrix
  /** How much speakers vary in each direction, where one speaker varies by 1. */
  between: number[]
}

/**
 * The `kept` directions in which speakers differ most beside how one differs from himself. `shrinkage` (0 to 1) takes that much of what
 * features have in common for chance.
 */
export function discriminate(
  rows: Float64Array[],
  labels: string[],
  { kept, shrinkage }: { kept: number; shrinkage: number },
): Discriminants {
  const mean = meanOf(rows)
  const scale = new Float64Array(mean.length)
  for (const row of rows)
    for (let at = 0; at < scale.length; at++)
      scale[at] = (scale[at] ?? 0) + ((row[at] ?? 0) - (mean[at] ?? 0)) ** 2 / rows.length
  for (let at = 0; at < scale.length; at++) scale[at] = Math.sqrt(scale[at] ?? 0) || 1
  const standard = rows.map((row) => row.map((value, at) => (value - (mean[at] ?? 0)) / (scale[at] ?? 1)))
  const { within, between } = scatter(standard, labels)
  for (const [row, values] of within.entries())
    for (let at = 0; at < values.length; at++)
      if (at !== row) values[at] = (values[at] ?? 0) * (1 - shrinkage)
  const whitening = symmetricEigen(within)
  const white = transposed(
    whitening.vectors.map((vector, at) => {
      const length = 1 / Math.sqrt(Math.max(whitening.values[at] ?? 0, 1e-6))
      return vector.map((value) => value * length)
    }),
  )
  const turned = multiply(multiply(transposed(white), between), white)
  const { values, vectors } = symmetricEigen(turned)
  const order = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, kept)
  const directions = order.map((at) => vectors[at] ?? new Float64Array(0))
  return {
    mean,
    scale,
    projection: multiply(white, transposed(directions)),
    between: order.map((at) => Math.max(1e-6, values[at] ?? 0)),
  }
}

function square(width: number): Matrix {
  return Array.from({ length: width }, () => new Float64Array(width))
}

function meanOf(rows: Float64Array[]): Float64Array {
  const mean = new Float64Array(rows[0]?.length ?? 0)
  for (const row of rows)
    for (let at = 0; at < mean.length; at++) mean[at] = (mean[at] ?? 0) + (row[at] ?? 0) / rows.length
  return mean
}

function addProduct(matrix: Matrix, vector: Float64Array, share: number): void {
  for (const [at, row] of matrix.entries())
    for (let column = 0; column < vector.length; column++)
      row[column] = (row[column] ?? 0) + (vector[at] ?? 0) * (vector[column] ?? 0) * share
}

function transposed(matrix: Matrix): Matrix {
  return Array.from({ length: matrix[0]?.length ?? 0 }, (_, column) =>
    Float64Array.from(matrix, (row) => row[column] ?? 0),
  )
}

function multiply(left: Matrix, right: Matrix): Matrix {
  const width = right[0]?.length ?? 0
  return left.map((row) => {
    const product = new Float64Array(width)
    for (const [at, value] of row.entries()) {
      const other = right[at]
      if (other)
        for (let column = 0; column < width; column++)
          product[column] = (product[column] ?? 0) + value * (other[column] ?? 0)
    }
    return product
  })
}

/** Eigenvalues and, as rows, eigenvectors of a symmetric matrix, by Jacobi's rotations. */
export function symmetricEigen(matrix: Matrix): { values: Float64Array; vectors: Matrix } {
  const size = matrix.length
  const work = matrix.map((row) => row.slice())
  const vectors = square(size)
  for (const [at, vector] of vectors.entries()) vector[at] = 1
  const at = (row: number, column: number) => work[row]?.[column] ?? 0
  for (let sweep = 0; sweep < 60; sweep++) {
    let rest = 0
    for (let row = 0; row < size; row++)
      for (let column = row + 1; column < size; column++) rest += at(row, column) ** 2
    if (rest < 1e-20) break
    for (let first = 0; first < size; first++)
      for (let second = first + 1; second < size; second++) {
        const off = at(first, second)
        if (Math.abs(off) < 1e-18) continue
        const theta = (at(second, second) - at(first, first)) / (2 * off)
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const cosine = 1 / Math.hypot(tangent, 1)
        const sine = tangent * cosine
        for (const row of work) turn(row, first, second, cosine, sine)
        turnRows(work, first, second, cosine, sine)
        turnRows(vectors, first, second, cosine, sine)
      }
  }
  return { values: Float64Array.from({ length: size }, (_, index) => at(index, index)), vectors }
}

function turn(row: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const [a, b] = [row[first] ?? 0, row[second] ?? 0]
  row[first] = cosine * a - sine * b
  row[second] = sine * a + cosine * b
}

function turnRows(rows: Matrix, first: number, second: number, cosine: number, sine: number): void {
  const [one, other] = [rows[first], rows[second]]
  if (!one || !other) return
  for (let column = 0; column < one.length; column++) {
    const [a, b] = [one[column] ?? 0, other[column] ?? 0]
    one[column] = cosine * a - sine * b
    other[column] = sine * a + cosine * b
  }
}
