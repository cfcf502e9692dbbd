import { comparisonOperators } from './comparison'

const EPOCH = /^\d+(?:\.\d+)?$/
const ISO =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d:?\d\d)?)?)?)?$/

/** Seconds since 1970. ISO 8601 as W3C profiles it, or epoch seconds; four digits alone are a year. */
export function readDate(value: string): number | null {
  const found = ISO.exec(value)
  if (found === null) return EPOCH.test(value) ? Number(value) : null
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '0',
    zone = 'Z',
  ] = found
  const numbers = [month, day, hour, minute, second].map(Number) as [number, number, number, number, number]
  if (!isCalendarDate(Number(year), numbers)) return null
  const seconds =
    Date.UTC(Number(year), numbers[0] - 1, numbers[1], numbers[2], numbers[3], numbers[4]) / 1000
  return seconds + Number(`0.${fraction}`) - zoneSeconds(zone)
}

function isCalendarDate(year: number, [month, day, hour, minute, second]: number[]): boolean {
  if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day <= days && (hour ?? 0) <= 24 && (minute ?? 0) <= 59 && (second ?? 0) <= 60
}

function zoneSeconds(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const digits = zone.replace(':', '')
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60
  return digits.startsWith('-') ? -seconds : seconds
}

export const dateOperators = comparisonOperators('Date', readDate, point => point.toFixed(1))
