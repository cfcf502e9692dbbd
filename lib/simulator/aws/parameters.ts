import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { ServiceName } from '@/lib/simulator/aws/service-name'

/** The flat Query-protocol parameters of one call: `Filters.Filter.1.Values.Value.2=…`. */
export class Parameters {
  constructor(
    private readonly values: ReadonlyMap<string, string>,
    private readonly service: ServiceName,
    /** What AWS puts on a page at most, whatever was asked for. */
    readonly mostItems = Number.POSITIVE_INFINITY,
    private readonly prefix = '',
  ) {}

  text(name: string): string | null {
    return this.values.get(this.prefix + name) ?? null
  }

  required(name: string): string {
    const value = this.text(name)
    if (value !== null && value !== '') return value
    throw this.service === 'rds'
      ? new AwsError('MissingParameter', 400, `The request must contain the parameter ${name}`)
      : this.invalid(
          name,
          value,
          value === null ? 'Member must not be null' : 'Member must have length greater than or equal to 1',
        )
  }

  integer(name: string): number | null {
    const value = this.text(name)
    if (value === null) return null
    if (/^-?\d{1,9}$/.test(value)) return Number(value)
    throw new AwsError('MalformedInput', 400, `${name} must be an integer`)
  }

  boolean(name: string): boolean | null {
    const value = this.text(name)
    if (value === null) return null
    if (value === 'true' || value === 'false') return value === 'true'
    throw new AwsError('MalformedInput', 400, `${name} must be a boolean`)
  }

  list(prefix: string): string[] {
    return this.indices(prefix).flatMap(index => this.values.get(`${this.prefix}${prefix}.${index}`) ?? [])
  }

  structures(prefix: string): Parameters[] {
    return this.indices(prefix).map(
      index => new Parameters(this.values, this.service, this.mostItems, `${this.prefix}${prefix}.${index}.`),
    )
  }

  names(): string[] {
    return [...this.values.keys()]
  }

  /** IAM's and STS's sentence for a value outside its constraint. */
  invalid(name: string, value: string | null, constraint: string): AwsError {
    const member = name.charAt(0).toLowerCase() + name.slice(1)
    const shown = value === null ? 'null' : `'${value}'`
    return new AwsError(
      'ValidationError',
      400,
      `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
    )
  }

  private indices(prefix: string): number[] {
    const start = `${this.prefix}${prefix}.`
    const found = new Set<number>()
    for (const name of this.values.keys()) {
      if (!name.startsWith(start)) continue
      const index = Number(name.slice(start.length).split('.')[0])
      if (Number.isInteger(index)) found.add(index)
    }
    return [...found].sort((a, b) => a - b)
  }
}
