/**
 * A face found and described in a picture of 640 × 480, by the native engine and as WebAssembly, the picture being taken apart already;
 * and the most alike of 5,000 templates. The references: the two networks alone, on numbers made before; reading 5,000 templates once.
 */
import { existsSync, readFileSync } from 'node:fs'
import { warp } from '#server/crafts/faces/align.ts'
import { decodePicture } from '#server/crafts/faces/decode-picture.ts'
import { lookAt } from '#server/crafts/faces/look-at.ts'
import { type Picture, type Template, templateLength } from '#server/crafts/faces/model.ts'
import type { Detector, FaceFiles, Runtime } from '#server/crafts/faces/process-messages.ts'
import { galleryOf, mostLike } from '#server/crafts/faces/rates.ts'
import { openNetwork } from '#server/crafts/faces/runtime.ts'
import { yunetSide } from '#server/crafts/faces/yunet.ts'
import { faceFiles } from '#server/platform/assets/faces.ts'
import { median, report } from '../figure.ts'

const targets: Record<Runtime, number> = { native: 60, wasm: 120 }
const photo = '../shared/testdata/faces/p003_0.jpg'
const rounds = 25

if (!existsSync(photo)) throw new Error(`missing: ${photo}`)
const files = faceFiles()
const picture = asCamera(decodePicture(readFileSync(photo)))
for (const runtime of ['native', 'wasm'] as const)
  for (const detector of files.yunet ? (['yunet', 'mesh'] as const) : (['mesh'] as const))
    await lookOften(detector, runtime)
search()

/** The photo as large as a camera at the door would have it. */
function asCamera(of: Picture): Picture {
  const scale = of.height / 480
  const square = warp(of, { a: scale, b: 0, right: 0, down: 0 }, 480)
  const dots = new Uint8Array(640 * 480 * 3)
  for (let row = 0; row < 480; row++)
    dots.set(square.dots.subarray(row * 480 * 3, (row + 1) * 480 * 3), (row * 640 + 80) * 3)
  return { width: 640, height: 480, dots }
}

async function lookOften(detector: Detector, runtime: Runtime): Promise<void> {
  const [walls, works] = await measure(async () => {
    const { face } = await lookAt(picture, { files, detector, runtime })
    if (!face) throw new Error('no face in the picture')
  })
  const [, alone] = detector === 'yunet' ? await measure(await bareNetworks(files, runtime)) : [[], []]
  const target = targets[runtime]
  const value = median(walls)
  // The default detector has no bound of its own: its figure stands beside.
  const isBound = detector === 'yunet'
  report({
    what: `a face by ${detector === 'yunet' ? 'YuNet' : 'BlazeFace and mesh'} and SFace, ${runtime}`,
    value: `${value.toFixed(0)} ms (median of ${rounds})`,
    target: isBound ? `${target} ms` : 'none of its own',
    met: !isBound || value <= target,
    note: `${median(works).toFixed(0)} ms of processor time${
      isBound ? `; reference: both networks alone ${median(alone).toFixed(0)} ms of it` : ''
    }`,
  })
}

async function bareNetworks({ yunet, sface, ...rest }: FaceFiles, runtime: Runtime) {
  const all = { ...rest, yunet, sface }
  const detect = await openNetwork(all, runtime, yunet ?? sface)
  const describe = await openNetwork(all, runtime, sface)
  const [large, small] = [new Float32Array(3 * yunetSide ** 2), new Float32Array(3 * 112 ** 2)]
  return async () => {
    await detect(large, [1, 3, yunetSide, yunetSide])
    await describe(small, [1, 3, 112, 112])
  }
}

/** By the clock and of processor time, each round; the first five only warm up. */
async function measure(task: () => Promise<void>): Promise<[walls: number[], works: number[]]> {
  const [walls, works]: [number[], number[]] = [[], []]
  for (let round = -5; round < rounds; round++) {
    const [began, before] = [performance.now(), process.cpuUsage()]
    await task()
    const { user, system } = process.cpuUsage(before)
    if (round < 0) continue
    walls.push(performance.now() - began)
    works.push((user + system) / 1000)
  }
  return [walls, works]
}

function search(): void {
  const people = Array.from({ length: 5_000 }, (_, index) => ({
    name: `${index}`,
    template: aTemplate(index + 1),
  }))
  const gallery = galleryOf(people)
  const [walls, reads]: [number[], number[]] = [[], []]
  for (let round = 0; round < 200; round++) {
    const wanted = people[(round * 23) % people.length]
    const began = performance.now()
    const found = wanted && mostLike(gallery, wanted.template)
    walls.push(performance.now() - began)
    if (found?.name !== wanted?.name) throw new Error('another was found')
    const read = performance.now()
    let sum = 0
    for (let at = 0; at < gallery.templates.length; at++) sum += gallery.templates[at] ?? 0
    if (!Number.isNaN(sum)) reads.push(performance.now() - read)
  }
  const value = median(walls)
  report({
    what: 'the most alike of 5,000 templates',
    value: `${value.toFixed(2)} ms (median of 200)`,
    target: '5 ms',
    met: value <= 5,
    note: `reference: reading them once ${median(reads).toFixed(2)} ms`,
  })
}

function aTemplate(seed: number): Template {
  let state = seed
  const numbers = Float32Array.from({ length: templateLength }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
  const length = Math.hypot(...numbers)
  return numbers.map((value) => value / length)
}
