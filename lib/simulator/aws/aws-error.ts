/** An answer in AWS's own words: wire code, HTTP status, sentence. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message)
    this.name = 'AwsError'
  }
}
