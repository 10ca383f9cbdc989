/** npm run chaos: the whole program under load while anything of it is killed, stopped, cut off, filled up or put at another time. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { allHarms, kills } from './chaos/harms.ts'
import { runChaos } from './chaos/run-chaos.ts'

const help = `npm run chaos -- --minutes N [--seed S] [--callers N] [--payers N] [--kills N]

  Chạy cả chương trình với dữ liệu riêng, nhiều người cùng nộp, tiếp nhận, bổ sung,
  trình ký, ký, kiểm tra và xem chỉ số, trong khi từng phần bị giết, bị dừng, bị cắt
  kết nối, đầy ổ đĩa, sai giờ. Cuối cùng: mọi thứ đã xác nhận phải có đúng một lần, số thứ tự không hở, số liệu bằng
  phép tính lại, verify --files sạch.

  --minutes N   số phút (mặc định 5); mỗi kiểu phá ít nhất một lần
  --seed S      thứ tự các kiểu phá (mặc định 1)
  --callers N   số hồ sơ được làm cùng lúc (mặc định 12)
  --payers N    số người cùng trả ở ngân hàng thử (mặc định 4); sổ của ngân hàng ấy phân xử
  --kills N     thay cho số phút: giết N lần, chỉ máy chủ trang, tiến trình nền (có khi đúng lúc nó đang ký
                biên lai) và thỉnh thoảng PostgreSQL; mỗi lần chỉ khi đã có thêm ít nhất năm khoản trả

  Cần Linux. Đầy ổ đĩa cần quyền mount, sai giờ cần faketime; thiếu thì bỏ qua và nói tên.
  Thoát 0: không thấy gì sai. Thoát 1: mỗi chỗ sai một dòng.`

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    callers: { type: 'string', default: '12' },
    payers: { type: 'string', default: '4' },
    kills: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const Options = z.object({
  minutes: z.coerce.number().min(0).max(10_000),
  seed: z.coerce.number().int(),
  callers: z.coerce.number().int().min(1).max(500),
  payers: z.coerce.number().int().min(0).max(100),
  kills: z.coerce.number().int().min(1).max(100_000).optional(),
})

// The program goes with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

if (values.help) console.log(help)
else {
  const chosen = Options.safeParse(values)
  if (!chosen.success) {
    console.error(help)
    process.exit(2)
  }
  const { kills: times, ...rest } = chosen.data
  const how = times
    ? {
        harms: kills,
        times,
        minutes: 0,
        paymentsBetween: 5,
        pauseSeconds: 1,
        longestPause: 0,
        isWhole: false,
      }
    : { harms: allHarms, pauseSeconds: 3, longestPause: 30, isWhole: true }
  const { findings, harms, skipped, acknowledged } = await runChaos({ ...rest, ...how, say: console.log })
  for (const [name, count] of harms) console.log(`${String(count).padStart(5)} × ${name}`)
  for (const reason of skipped) console.log(`Bỏ qua: ${reason}`)
  for (const finding of findings) console.log(`SAI: ${finding}`)
  console.log(
    findings.length === 0
      ? `Không thấy gì sai: ${acknowledged} việc đã xác nhận, mỗi việc một lần.`
      : `Thấy ${findings.length} chỗ sai.`,
  )
  process.exit(findings.length === 0 ? 0 : 1)
}
