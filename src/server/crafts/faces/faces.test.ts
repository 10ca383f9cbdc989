import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode as encodePng } from 'fast-png'
import { afterAll, describe, expect, test } from 'vitest'
import { alignedPoints, alignFace, apply, fitSimilarity, invert } from './align.ts'
import { chooseFace, turnOf, wideOf } from './choose-face.ts'
import { decodePicture } from './decode-picture.ts'
import { FaceRefused, FacesUnusable, readFace, stopReadingFaces } from './faces.ts'
import { aFace, aPicture, asJpeg, pointsAt } from './fixtures.ts'
import { lightOf } from './look-at.ts'
import { detectorPlaces, detectorSquare, meshSquare, numbersPerPlace, roughFaces } from './mesh.ts'
import { type FivePoints, likeness, templateLength } from './model.ts'
import type { FaceFiles } from './process-messages.ts'
import { galleryOf, mostLike, ratesOf } from './rates.ts'
import { yunetFaces, yunetInput, yunetOutputs, yunetSide } from './yunet.ts'

afterAll(stopReadingFaces)

describe('a face is brought upright to its place', () => {
  test('however it is turned, and back again', () => {
    for (const degrees of [0, 17, -40, 180]) {
      const points = pointsAt({ x: 300, y: 200 }, 2.5, degrees)
      const there = fitSimilarity(points, alignedPoints)
      for (const [index, point] of points.entries()) {
        const { x, y } = apply(there, point)
        expect([x, y]).toEqual([
          expect.closeTo(alignedPoints[index]?.x ?? 0, 6),
          expect.closeTo(alignedPoints[index]?.y ?? 0, 6),
        ])
        const back = apply(invert(there), { x, y })
        expect([back.x, back.y]).toEqual([expect.closeTo(point.x, 6), expect.closeTo(point.y, 6)])
      }
    }
  })

  test('with the dots that lie there, black outside, and throws where all points are one', () => {
    const picture = aPicture(200, 200)
    const [eye] = pointsAt({ x: 100, y: 100 }, 1)
    const { dots } = alignFace(picture, pointsAt({ x: 100, y: 100 }, 1))
    const at = (Math.round(alignedPoints[0].y) * 112 + Math.round(alignedPoints[0].x)) * 3
    expect(Math.abs((dots[at] ?? 0) - eye.x)).toBeLessThan(1.5)
    expect(Math.abs((dots[at + 1] ?? 0) - eye.y)).toBeLessThan(1.5)
    expect([...alignFace(picture, pointsAt({ x: -900, y: 0 }, 1)).dots].every((dot) => dot === 0)).toBe(true)
    const one = { x: 5, y: 5 }
    expect(() => alignFace(picture, [one, one, one, one, one])).toThrow(RangeError)
  })
})

describe('what the networks say', () => {
  test('YuNet: a face where its numbers put it, in dots of the picture, and once', () => {
    const { scale } = yunetInput(aPicture(1280, 960))
    expect(scale).toBe(0.5)
    const output = Object.fromEntries(
      yunetOutputs.map((name) => {
        const [kind = '', stride = '8'] = name.split('_')
        const width = { cls: 1, obj: 1, bbox: 4, kps: 10 }[kind] ?? 1
        return [name, new Float32Array((yunetSide / Number(stride)) ** 2 * width)]
      }),
    )
    // Row 10, column 20 of the grid of 16: twice the same face, the second less sure.
    for (const [index, sure] of [
      [10 * 40 + 20, 0.9],
      [10 * 40 + 21, 0.7],
    ] as const) {
      output.cls_16?.fill(sure, index, index + 1)
      output.obj_16?.fill(sure, index, index + 1)
      output.bbox_16?.set([index === 420 ? 0.5 : -0.5, 0.5, Math.log(5), Math.log(6)], index * 4)
      output.kps_16?.set([1, 1, 2, 1, 1.5, 2, 1, 3, 2, 3], index * 10)
    }
    const [face, ...more] = yunetFaces(output, scale)
    expect(more).toEqual([])
    expect(face).toMatchObject({ width: expect.closeTo(160, 3), height: expect.closeTo(192, 3) })
    expect(face?.left).toBeCloseTo(20.5 * 32 - 80, 3)
    expect(face?.points[0]).toEqual({ x: 21 * 32, y: 11 * 32 })
    expect(face?.score).toBeCloseTo(0.9, 5)
    output.cls_16?.fill(Number.NaN)
    expect(yunetFaces(output, scale)).toEqual([])
  })

  test('BlazeFace: a face of either grid, and the square around it turned with the eyes', () => {
    const { scale } = detectorSquare(512, 300)
    expect(scale).toBe(2)
    const numbers = new Float32Array(detectorPlaces * numbersPerPlace)
    for (let place = 0; place < detectorPlaces; place++) numbers[place * numbersPerPlace] = -9
    // The first place of the second row of the fine grid, its middle at 8, 24 of the detector.
    numbers.set([4, 2, -4, 40, 40, -10, -10, 10, -10], 32 * numbersPerPlace)
    const [face, ...more] = roughFaces(numbers, scale)
    expect(more).toEqual([])
    expect(face).toMatchObject({ middle: { x: 20, y: 40 }, size: 80, rightEye: { x: -4, y: 28 } })
    if (!face) return
    const level = apply(meshSquare(face), { x: 96, y: 96 })
    expect([level.x, level.y]).toEqual([expect.closeTo(20), expect.closeTo(40)])
    const tilted = meshSquare({ ...face, rightEye: { x: 10, y: 50 }, leftEye: { x: 30, y: 30 } })
    const [left, right] = [apply(tilted, { x: 0, y: 96 }), apply(tilted, { x: 192, y: 96 })]
    expect(Math.atan2(right.y - left.y, right.x - left.x)).toBeCloseTo(-Math.PI / 4)
  })

  test('the face nearest the middle is meant, unless it stands behind; what makes it doubtful is said', () => {
    const size = { width: 640, height: 480 }
    expect(chooseFace([], size)).toBeUndefined()
    const [near, aside, behind] = [
      aFace({ x: 330, y: 250 }, 1),
      aFace({ x: 90, y: 200 }, 1.2),
      aFace({ x: 320, y: 240 }, 0.3),
    ]
    expect(chooseFace([aside, behind, near], size)).toEqual({ face: near, notes: ['several'] })
    expect(chooseFace([behind, aside], size)).toEqual({ face: aside, notes: [] })
    expect(chooseFace([behind], size)?.notes).toEqual(['small'])
    expect(chooseFace([aFace({ x: 10, y: 250 }, 1)], size)?.notes).toEqual(['cut_off'])
    const straight = pointsAt({ x: 100, y: 100 }, 1)
    const [rightEye, leftEye, , rightMouth, leftMouth] = straight
    const turn = turnOf([rightEye, leftEye, { x: leftEye.x, y: 100 }, rightMouth, leftMouth])
    expect(Math.abs(turnOf(straight))).toBeLessThan(0.05)
    expect(turn).toBeGreaterThan(0.8)
    const flat = pointsAt({ x: 0, y: 0 }, 1).map(({ x, y }) => ({ x: x * 0.6, y })) as unknown as FivePoints
    expect(wideOf(flat) / wideOf(straight)).toBeCloseTo(0.6, 2)
    expect(Math.abs(turnOf(flat))).toBeLessThan(0.05)
    const turnedAway = {
      ...near,
      points: [rightEye, leftEye, { x: 130, y: 100 }, rightMouth, leftMouth] as const,
    }
    expect(chooseFace([turnedAway], size)?.notes).toEqual(['turned'])
  })

  test('how light a face is, from black to white', () => {
    expect(lightOf(new Uint8Array(30))).toBe(0)
    expect(lightOf(new Uint8Array(30).fill(255))).toBeCloseTo(1)
    expect(lightOf(new Uint8Array(30).fill(51))).toBeCloseTo(0.2)
  })
})

describe('pictures from outside', () => {
  const problem = (bytes: Uint8Array) => {
    try {
      return decodePicture(bytes).width
    } catch (error) {
      return (error as { problem?: string }).problem ?? 'thrown'
    }
  }

  test('JPEG is turned as its camera says, PNG in all its kinds gives the same dots', () => {
    const picture = aPicture(64, 48)
    for (const [orientation, width] of [
      [1, 64],
      [3, 64],
      [6, 48],
      [8, 48],
    ] as const)
      expect(decodePicture(asJpeg(picture, orientation)).width).toBe(width)
    // Held to the right: what lies upper left in the file is upper right.
    const { dots } = decodePicture(asJpeg(picture, 6))
    const corner = [...dots.subarray(47 * 3, 47 * 3 + 2)]
    expect(corner.every((value) => value < 12)).toBe(true)

    const kinds = [
      { data: picture.dots, channels: 3 as const },
      {
        data: Uint8Array.from({ length: 64 * 48 * 4 }, (_, at) => (at % 4 === 3 ? 255 : 128)),
        channels: 4 as const,
      },
      { data: Uint8Array.from({ length: 64 * 48 }, () => 128), channels: 1 as const },
      {
        data: Uint16Array.from({ length: 64 * 48 * 3 }, () => 128 << 8),
        channels: 3 as const,
        depth: 16 as const,
      },
    ]
    for (const kind of kinds) {
      const read = decodePicture(encodePng({ width: 64, height: 48, ...kind }))
      expect([read.width, read.height, read.dots.length, read.dots[5]]).toEqual([64, 48, 64 * 48 * 3, 128])
    }
  })

  test('what is no picture, too large or too small is refused before it is taken apart', () => {
    expect(problem(Buffer.from('<svg></svg>'))).toBe('no_picture')
    expect(problem(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toBe('no_picture')
    expect(problem(asJpeg(aPicture(20, 200)))).toBe('too_small')
    const claimed = Buffer.from(
      encodePng({ width: 64, height: 48, data: aPicture(64, 48).dots, channels: 3 }),
    )
    claimed.writeUInt32BE(60_000, 16)
    expect(problem(claimed)).toBe('no_picture')
    claimed.writeUInt32BE(20_000, 16)
    claimed.writeUInt32BE(2_000, 20)
    expect(problem(claimed)).toBe('too_large')
    expect(problem(new Uint8Array(17 * 1024 * 1024))).toBe('too_large')
  })
})

test('rates over all pairs: a picture without a face is accepted by nobody, and of thousands the most alike is found', () => {
  const towards = (angle: number) => {
    const template = new Float32Array(templateLength)
    template.set([Math.cos(angle), Math.sin(angle)])
    return template
  }
  const pictures = [
    { person: 'one', template: towards(0) },
    { person: 'one', template: towards(0.2) },
    { person: 'one' },
    { person: 'two', template: towards(1.4) },
    { person: 'two', template: towards(2.6) },
    { person: 'three', template: towards(0.9) },
  ]
  const rates = ratesOf(pictures, 0.4, 0.1)
  expect([rates.genuine, rates.impostors]).toEqual([4, 11])
  // Of the pairs of one person two have no face, and one lies 1.2 apart; of two people three lie nearer than 1.16.
  expect(rates.atThreshold.trueAccept).toBeCloseTo(1 / 4)
  expect(rates.atThreshold.falseAccept).toBeCloseTo(3 / 11)
  expect(rates.atFalseAccept.threshold).toBeCloseTo(Math.cos(0.7))
  expect(rates.atFalseAccept.trueAccept).toBeCloseTo(1 / 4)
  expect(() => ratesOf([{ person: 'one' }, { person: 'two' }], 0.4, 0.1)).toThrow(RangeError)
  const gallery = galleryOf(
    Array.from({ length: 60 }, (_, at) => ({ name: `${at}`, template: towards(at / 10) })),
  )
  expect(mostLike(gallery, towards(2.31))).toEqual({ name: '23', score: expect.closeTo(Math.cos(0.01), 6) })
  expect(mostLike(galleryOf([]), towards(0))).toBeUndefined()
})

describe('in a process of its own', () => {
  const nowhere = { path: '/nowhere/engine.js', bytes: 1, sha256: '0'.repeat(64) }
  const program = { main: nowhere, parts: [] }
  const pair = [nowhere, nowhere] as const
  const mesh = { core: program, converter: program, kernels: program, detector: pair, mesh: pair }
  const none: FaceFiles = { sface: nowhere, mesh, native: program, web: program }

  test('broken pictures and missing weights are told apart', async () => {
    const whole = asJpeg(aPicture(64, 64))
    await expect(readFace({ files: none, bytes: Buffer.from('no') })).rejects.toMatchObject({
      problem: 'no_picture',
    })
    await expect(
      readFace({ files: none, bytes: whole.subarray(0, whole.length / 2) }),
    ).rejects.toBeInstanceOf(FaceRefused)
    await expect(readFace({ files: none, bytes: whole })).rejects.toBeInstanceOf(FacesUnusable)
  })

  test('one person is like oneself and unlike another, by either detector and either engine (weights: npm run assets)', async ({
    skip,
  }) => {
    const photos = join(process.cwd(), '../shared/testdata/faces')
    const { faceFiles } = await import('#server/platform/assets/faces.ts')
    const files = await Promise.resolve()
      .then(() => faceFiles())
      .catch(() => undefined)
    if (!files) return skip('missing: npm run assets -- faces')
    if (!existsSync(photos)) return skip('missing: ../shared/testdata/faces')
    const ways = [
      { detector: 'mesh', runtime: 'native' },
      { detector: files.yunet ? 'yunet' : 'mesh', runtime: 'wasm' },
    ] as const
    for (const way of ways) {
      const templates = []
      for (const name of ['p005_0', 'p005_1', 's001_0']) {
        const bytes = readFileSync(join(photos, `${name}.jpg`))
        const { face, detector, runtime } = await readFace({ files, bytes, ...way })
        expect({ detector, runtime }).toEqual(way)
        templates.push(face?.template ?? new Float32Array())
      }
      const [one, again, other] = templates
      if (!one || !again || !other) return
      expect(likeness(one, one)).toBeCloseTo(1, 5)
      expect(likeness(one, again)).toBeGreaterThan(0.5)
      expect(likeness(one, other)).toBeLessThan(0.3)
    }
    const nobody = await readFace({ files, bytes: asJpeg(aPicture(200, 200)) })
    expect([nobody.faces, nobody.face]).toEqual([0, undefined])
  })
})
