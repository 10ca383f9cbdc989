/** ONNX Runtime, native where it loads on this machine and as WebAssembly where it does not; loaded by path, on one thread. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type CheckedFile, FileUnusable, requireChecked } from '#server/crafts/checked-file.ts'
import type { FaceFiles, LoadedProgram, Runtime } from './process-messages.ts'

/** What we use of its interface. */
interface Ort {
  Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => OrtTensor
  InferenceSession: { create(model: Uint8Array, options: object): Promise<OrtSession> }
  env: { wasm?: { numThreads?: number }; logLevel?: string }
}
interface OrtTensor {
  data: unknown
}
interface OrtSession {
  inputNames: readonly string[]
  outputNames: readonly string[]
  run(inputs: Record<string, OrtTensor>): Promise<Record<string, OrtTensor>>
}

/** Gives the outputs by name for one input of this shape. */
export type Network = (
  input: Float32Array,
  shape: readonly number[],
) => Promise<Readonly<Record<string, Float32Array>>>

const loaded = new Map<Runtime, Promise<Ort>>()
const networks = new Map<string, Promise<Network>>()

/** The engine that is asked for, or the best that loads. Throws `FileUnusable`. */
export async function chooseRuntime(files: FaceFiles, asked?: Runtime): Promise<Runtime> {
  if (asked !== undefined) return asked
  try {
    await load(files, 'native')
    return 'native'
  } catch (error) {
    if (error instanceof FileUnusable) throw error
    // No native part for this machine, or one its system refuses.
    return 'wasm'
  }
}

/** A network read from its file once in this process. */
export function openNetwork(files: FaceFiles, runtime: Runtime, file: CheckedFile): Promise<Network> {
  const key = `${runtime} ${file.sha256}`
  const known = networks.get(key)
  if (known) return known
  const opening = open(files, runtime, file)
  networks.set(key, opening)
  opening.catch(() => networks.delete(key))
  return opening
}

async function open(files: FaceFiles, runtime: Runtime, file: CheckedFile): Promise<Network> {
  const ort = await load(files, runtime)
  const model = await readFile(await requireChecked(file))
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [runtime === 'native' ? 'cpu' : 'wasm'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  })
  const [name = 'input'] = session.inputNames
  return async (input, shape) => {
    const outputs = await session.run({ [name]: new ort.Tensor('float32', input, shape) })
    return Object.fromEntries(
      Object.entries(outputs).map(([output, { data }]) => [output, data as Float32Array]),
    )
  }
}

function load(files: FaceFiles, runtime: Runtime): Promise<Ort> {
  const known = loaded.get(runtime)
  if (known) return known
  const loading = runtime === 'native' ? loadByRequire<Ort>(files.native) : loadWeb(files.web)
  loaded.set(runtime, loading)
  // What is missing may be fetched; what this machine refuses it refuses again.
  loading.catch((error: unknown) => {
    if (error instanceof FileUnusable) loaded.delete(runtime)
  })
  return loading
}

async function loadWeb(program: LoadedProgram): Promise<Ort> {
  await requireAll(program)
  const ort = (await import(pathToFileURL(program.main.path).href)) as Ort
  if (ort.env.wasm) ort.env.wasm.numThreads = 1
  return ort
}

/** A CommonJS program, every file of which was read and is what was chosen. */
export async function loadByRequire<Program>(program: LoadedProgram): Promise<Program> {
  await requireAll(program)
  return createRequire(import.meta.url)(program.main.path) as Program
}

async function requireAll({ main, parts }: LoadedProgram): Promise<void> {
  for (const file of [main, ...parts]) await requireChecked(file)
}
