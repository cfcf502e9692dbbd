/** One thing that a text can say, whoever says it and however it is worded. */
export type SignId = string
