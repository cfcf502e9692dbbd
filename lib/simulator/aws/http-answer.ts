export interface Answer {
  status: number
  contentType: string
  body: string
}
