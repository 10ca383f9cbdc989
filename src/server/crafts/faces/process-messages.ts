/** What is said between whoever shows a picture and the process that finds the face in it. */
import type { CheckedFile } from '#server/crafts/checked-file.ts'
import type { FaceNote, FoundFace, PictureProblem, Template } from './model.ts'

/** A program that is loaded by its path, with every file it consists of. */
export interface LoadedProgram {
  main: CheckedFile
  parts: readonly CheckedFile[]
}

export interface MeshFiles {
  /** TensorFlow.js: kernels as WebAssembly, and what reads its networks. */
  core: LoadedProgram
  converter: LoadedProgram
  kernels: LoadedProgram
  /** Description and weights. */
  detector: readonly [CheckedFile, CheckedFile]
  mesh: readonly [CheckedFile, CheckedFile]
}

/** The files of engines and weights; each is read whole and compared before it is used. */
export interface FaceFiles {
  sface: CheckedFile
  /** Where it was brought: it finds faces better and sooner. */
  yunet?: CheckedFile | undefined
  mesh: MeshFiles
  native: LoadedProgram
  web: LoadedProgram
}

export type Detector = 'yunet' | 'mesh'
export type Runtime = 'native' | 'wasm'

export interface FaceQuestion {
  files: FaceFiles
  bytes: Uint8Array
  /** For a measure: the best there is where it is not said. */
  detector?: Detector | undefined
  runtime?: Runtime | undefined
}

export interface FaceReading {
  detector: Detector
  runtime: Runtime
  width: number
  height: number
  /** How many faces were found, however small. */
  faces: number
  /** The one that is meant. */
  face?: FoundFace & { template: Template; notes: FaceNote[]; turn: number }
  /** Milliseconds: taking the picture apart, finding, describing. */
  took: { decode: number; detect: number; embed: number }
}

export type FaceAnswer =
  | { reading: FaceReading }
  | { refused: PictureProblem }
  /** A file of engine or weights is not what was chosen, or not there. */
  | { unusable: string; isMissing: boolean }
