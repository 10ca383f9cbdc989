/** Whisper's encoder for less than thirty seconds: its table of positions cut, so that an utterance costs what it lasts. */

const tableName = /embed_positions/
const wanted = 'last_hidden_state'
const wholeFrames = 1500
/** The fields of ONNX's messages that are looked at. */
const graphOfModel = 7
const initializerOfGraph = 5
const outputOfGraph = 12
const nameOfValue = 1
const dimsOfTensor = 1
const nameOfTensor = 8
const rawOfTensor = 9

interface Field {
  number: number
  wire: number
  /** The whole field, and what it holds. */
  from: number
  begin: number
  end: number
}

/**
 * The same encoder for `frames` frames (fifty a second), and without what its heads looked at: the file gives that too, a gigabyte of it that is
 * held until the end. Reads each byte of the file once at most; throws `RangeError` where the file is not such an encoder.
 */
export function cutEncoder(model: Uint8Array, frames: number): Uint8Array {
  const graph = fieldsOf(model, 0, model.length).find(({ number }) => number === graphOfModel)
  if (!graph) throw new RangeError('no graph')
  const inside = fieldsOf(model, graph.begin, graph.end)
  let isTableFound = false
  const parts = inside.flatMap((field) => {
    if (field.number === outputOfGraph && nameOf(model, field, nameOfValue) !== wanted) return []
    if (field.number !== initializerOfGraph || !tableName.test(nameOf(model, field, nameOfTensor)))
      return [model.subarray(field.from, field.end)]
    isTableFound = true
    const tensor = cutTensor(model, field, frames)
    return [headOf(initializerOfGraph, tensor.length), tensor]
  })
  if (!isTableFound) throw new RangeError('no table of positions')
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([
    model.subarray(0, graph.from),
    headOf(graphOfModel, length),
    ...parts,
    model.subarray(graph.end),
  ])
}

/** The first rows of a table of floats. */
function cutTensor(model: Uint8Array, table: Field, frames: number): Uint8Array {
  const fields = fieldsOf(model, table.begin, table.end)
  const raw = fields.find(({ number }) => number === rawOfTensor)
  if (!raw) throw new RangeError('a table without its numbers')
  const rowBytes = (raw.end - raw.begin) / wholeFrames
  if (!Number.isInteger(rowBytes) || frames > wholeFrames) throw new RangeError('a table of another length')
  const isRows = (field: Field) => field.number === dimsOfTensor
  const width = rowBytes / 4
  const kept = fields.filter((field) => !isRows(field) && field !== raw)
  const data = model.subarray(raw.begin, raw.begin + frames * rowBytes)
  return Buffer.concat([
    ...[frames, width].map((size) => Buffer.concat([varint(dimsOfTensor << 3), varint(size)])),
    ...kept.map(({ from, end }) => model.subarray(from, end)),
    headOf(rawOfTensor, data.length),
    data,
  ])
}

function nameOf(model: Uint8Array, { begin, end }: Field, nameField: number): string {
  const name = fieldsOf(model, begin, end).find(({ number }) => number === nameField)
  return name ? Buffer.from(model.subarray(name.begin, name.end)).toString('utf8') : ''
}

/** The fields of a message, one after the other (protocol buffers). */
function fieldsOf(bytes: Uint8Array, begin: number, end: number): Field[] {
  const fields: Field[] = []
  for (let at = begin; at < end; ) {
    const from = at
    const [key, afterKey] = readVarint(bytes, at)
    const wire = key & 7
    let [first, last] = [afterKey, afterKey]
    if (wire === 0) last = readVarint(bytes, afterKey)[1]
    else if (wire === 1) last += 8
    else if (wire === 5) last += 4
    else if (wire === 2) {
      const [length, afterLength] = readVarint(bytes, afterKey)
      first = afterLength
      last = afterLength + length
    } else throw new RangeError('no protocol buffer')
    if (last > end) throw new RangeError('a field longer than its message')
    fields.push({ number: Math.floor(key / 8), wire, from, begin: first, end: last })
    at = last
  }
  return fields
}

function readVarint(bytes: Uint8Array, at: number): [value: number, next: number] {
  let [value, scale] = [0, 1]
  for (let i = at; i < at + 10; i++) {
    const byte = bytes[i] ?? 0
    value += (byte & 127) * scale
    if (byte < 128) return [value, i + 1]
    scale *= 128
  }
  throw new RangeError('a number without end')
}

const headOf = (number: number, length: number) => Buffer.concat([varint((number << 3) | 2), varint(length)])

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest])
    bytes.push((rest % 128) | 128)
  }
}
