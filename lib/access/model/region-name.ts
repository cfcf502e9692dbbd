/** How a Region is spelled; all begin with two letters but those of the AWS European Sovereign Cloud (`eusc-de-east-1`). */
export const REGION_NAME = /(?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d+/
