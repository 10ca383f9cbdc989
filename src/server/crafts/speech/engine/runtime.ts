/** What of onnxruntime is used, and how it is loaded from where it was installed. */
import { pathToFileURL } from 'node:url'

export interface Tensor {
  readonly type: string
  readonly dims: readonly number[]
  readonly data: Float32Array | BigInt64Array | Uint8Array
  dispose(): void
}

export interface Session {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  run(feeds: Record<string, Tensor>, fetches?: readonly string[]): Promise<Record<string, Tensor>>
}

export interface SessionOptions {
  intraOpNumThreads?: number
  interOpNumThreads?: number
  enableCpuMemArena?: boolean
  graphOptimizationLevel?: 'disabled' | 'basic' | 'extended' | 'all'
  logSeverityLevel?: 0 | 1 | 2 | 3 | 4
}

export interface Runtime {
  Tensor: new (
    type: string,
    data: Float32Array | BigInt64Array | Uint8Array,
    dims: readonly number[],
  ) => Tensor
  InferenceSession: { create(model: string | Uint8Array, options: SessionOptions): Promise<Session> }
}

/** Loads onnxruntime from the path of its module. */
export async function loadRuntime(path: string): Promise<Runtime> {
  const loaded = (await import(pathToFileURL(path).href)) as Runtime & { default?: Runtime }
  return loaded.default ?? loaded
}
