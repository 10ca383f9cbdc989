/** What a start is asked for, on the command line or in the environment, refused before anything is written. */
import { z } from 'zod'
import { describeWrongValues, Environment } from '#server/platform/environment.ts'
import { StartFailure } from './start-failure.ts'

const loopback = ['127.0.0.1', '::1', '[::1]', 'localhost']

const variables: Record<string, string> = {
  port: 'PORT',
  host: 'HOST',
  data: 'NHIP_DATA',
  province: 'NHIP_PROVINCE',
}

const Options = z.object({
  port: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .prefault(process.env.PORT || 3000),
  host: z.string().default(process.env.HOST || '127.0.0.1'),
  data: z.string().default(process.env.NHIP_DATA || 'var'),
  province: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .prefault(process.env.NHIP_PROVINCE || 'hue'),
  dossiers: z.coerce.number().int().min(0).max(5_000_000).default(20_000),
  roles: z
    .string()
    .default('web,worker,speech')
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(['web', 'worker', 'speech'])).min(1)),
  demo: z.boolean().optional(),
  empty: z.boolean().default(false),
  /** Engines and weights for speech and faces are not fetched. */
  'no-assets': z.boolean().prefault(process.env.NHIP_NO_ASSETS === 'true'),
  /** For working on it: nothing is built, and what changes is loaded anew. */
  dev: z.boolean().default(false),
  /** The longest pause before a process that has ended is started again, in seconds: shorter only where it is killed on purpose. */
  longestPause: z.number().min(0).default(30),
})
export type StartOptions = z.infer<typeof Options>

/** As `start.mjs` read them from the command line. */
export function readOptions(): StartOptions {
  const parsed = Options.safeParse(JSON.parse(process.argv[2] ?? '{}'))
  if (parsed.success) return parsed.data
  const name = String(parsed.error.issues[0]?.path[0])
  const variable = variables[name] ? ` (biến ${variables[name]})` : ''
  throw new StartFailure(`Giá trị của --${name}${variable} không dùng được. Xem: npm start -- --help`)
}

/** As a browser writes it: without the port that goes without saying. */
export function localAddress(host: string, port: number): string {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return URL.parse(address)?.origin ?? address
}

/** Demo people can be signed in as by anyone: only where nobody else can come. */
export function chooseDemo({ demo, empty, host }: StartOptions, origin: string): boolean {
  if (demo && empty) throw new StartFailure('--demo và --empty trái nhau: chỉ chọn một.')
  const isLocal = loopback.includes(host) && loopback.includes(URL.parse(origin)?.hostname ?? '')
  if (demo && !isLocal) {
    throw new StartFailure(
      `Người thử và khóa thử chỉ chạy trên 127.0.0.1, không trên ${host} (${origin}): bỏ --demo.`,
    )
  }
  if (!isLocal && !process.env.ORIGIN) {
    throw new StartFailure(
      'Đặt ORIGIN là địa chỉ người dùng gõ, ví dụ https://dichvucong.hue.gov.vn, rồi chạy lại.',
    )
  }
  return isLocal && !empty
}

/** What web and worker would refuse is refused before anything is written. */
export function checkEnvironment(env: NodeJS.ProcessEnv): void {
  if (env.MIGRATOR_URL && !env.DATABASE_URL) {
    throw new StartFailure('Có MIGRATOR_URL mà không có DATABASE_URL: đặt cả hai, hoặc bỏ cả hai.')
  }
  const parsed = Environment.safeParse(env)
  if (!parsed.success) throw new StartFailure(describeWrongValues(parsed.error).join('\n'))
}
