import { describeMutation } from "./mutation.ts"

for (const name of ["deal-5", "deal-9"] as const) describeMutation(name)
