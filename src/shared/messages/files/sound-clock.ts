/** A place in a recording as a player shows it: 7:05, 1:02:33. */
export function clockOf(second: unknown): string {
  const whole = Math.max(0, Math.floor(Number(second) || 0))
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
