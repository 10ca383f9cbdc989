import { beforeAll, describe, expect, test } from 'vitest'
import { anonymous, system } from '#server/platform/actor.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { createRouter } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { loadServices } from './index.ts'
import { catalogueRoutes } from './routes.ts'

const api = createRouter()
api.use(async (c, next) => {
  c.set('actor', anonymous)
  await next()
})
api.route('/', catalogueRoutes)
api.onError((error, c) => {
  const { status } = describeFailure(error)
  return c.json({}, status as 404)
})

beforeAll(async () => {
  await perform(system, (work) => loadServices(work, provinceFolder))
})

async function get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await api.request(path)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('another system', () => {
  test('finds services as people type', async () => {
    const { body } = await get(`/services?q=${encodeURIComponent('Đăng kí khai sinh')}`)
    expect((body.services as { code: string }[])[0]?.code).toBe('1.001193')
    const land = await get('/services?sector=dat-dai')
    expect(
      (land.body.services as { sector: { code: string } }[]).every(({ sector }) => sector.code === 'dat-dai'),
    ).toBe(true)
  })

  test('reads a definition and the schema of its answers', async () => {
    const { version } = (await get('/services/1.001193')).body
    const definition = await get(`/services/1.001193?version=${version}`)
    expect(definition.body).toMatchObject({ code: '1.001193', version, plainName: 'Đăng ký khai sinh' })
    const schema = await get('/services/1.001193/answers-schema')
    expect(schema.body).toMatchObject({ type: 'object', additionalProperties: false })
  })

  test.each([
    ['/services/9.999999', 404],
    ['/services/1.001193?version=77', 404],
    ['/services/khai-sinh', 422],
  ])('%s is answered %i', async (path, status) => {
    expect((await get(path)).status).toBe(status)
  })
})
