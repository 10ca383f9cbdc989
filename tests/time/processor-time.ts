/**
 * How many milliseconds of processor time this process spends on a task: what the task costs, which a busy machine does
 * not stretch as it stretches the time on the wall.
 */
export async function processorTimeOf(task: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
